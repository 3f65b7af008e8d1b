import { type FixResult, fixAll } from "../../features/fix-all.ts";
import type { Snapshot } from "../../flake/snapshot.ts";
import type { Finding } from "../../rules/rule.ts";
import { parseArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { diffText } from "../format/diff-text.ts";
import { type FixReport, fixLines, fixSum } from "../format/fix-text.ts";
import { plain } from "../paint.ts";
import { Places } from "../places.ts";
import { ofRules, ruleOptions } from "../rules.ts";
import type { Change } from "../shell.ts";
import { isAskedFor, loadParser, open, relativePath, shownPath, type Target, targetsOf } from "../workspaces.ts";

/** `flake-hoist fix`: fixes what the rules find. */
export const fix: Command = {
	name: "fix",
	summary: "fixes what check finds",
	help: `
Usage: flake-hoist fix [OPTION…] [PATH…]

Fixes what the rules find, one finding after another, until nothing is left that can be fixed. What can't be
fixed is named with the reason. PATH is a folder or a Nix file. Without PATH it is this folder. Of a file, and of a
folder without a flake.nix, only what is found in it is fixed, which may change other files of the flake around it.

Options:
  --diff      prints the changes as a unified diff, and writes nothing
  --unsafe    also does what rests on an assumption, and says which
  --rule ID   only what this rule finds; may be given several times
  --allow ID  nothing that this rule finds; may be given several times

Exit codes: 0 nothing is left, 1 something could not be fixed (with --diff: something is found), 2 could not run.`,
	async run(args, shell) {
		const { values, positionals } = parseArguments(args, {
			diff: { type: "boolean", default: false },
			unsafe: { type: "boolean", default: false },
			...ruleOptions,
		});
		const ofRule = ofRules(values);
		// With --diff standard output is for the patch alone.
		const [tell, paint] = values.diff ? [shell.err, plain] : [shell.out, shell.paint];
		const targets = await targetsOf(shell, positionals);
		const parse = await loadParser(shell);
		const reports: FixReport[] = [];
		// One folder may lie in another: each is read when those before it are written.
		for (const target of targets) {
			const before = await open(shell, parse, target);
			const isWanted = (finding: Finding) => ofRule(finding) && isAskedFor(target, finding.path);
			const result = fixAll(before, isWanted, values.unsafe);
			const changes = changesOf(before, result);
			for (const { path, before, after } of values.diff ? changes : []) {
				shell.out(diffText(relativePath(target, path, targets), before, after, shell.paint));
			}
			if (!values.diff) await shell.replace(target.folder, changes);
			const report = reportOf(target, result);
			for (const line of fixLines(report, paint)) tell(line);
			reports.push(report);
		}
		tell(fixSum(reports, !values.diff, paint));
		return reports.some(({ fixed, unfixed }) => unfixed.length > 0 || (values.diff && fixed.length > 0)) ? 1 : 0;
	},
};

function changesOf(before: Snapshot, { snapshot, changed }: FixResult): readonly Change[] {
	return changed
		.map((path) => ({ path, before: before.text(path) ?? "", after: snapshot.text(path) ?? "" }))
		.filter((change) => change.before !== change.after);
}

function reportOf(target: Target, { snapshot, changed, fixed, unfixed }: FixResult): FixReport {
	const places = new Places(snapshot);
	return {
		fixed: fixed.map(({ finding: { path, rule }, title, assumption }) => {
			return { file: shownPath(target, path), rule, title, assumption };
		}),
		unfixed: unfixed.map(({ finding: { path, rule, range }, reason, assumption }) => {
			return { file: shownPath(target, path), rule, start: places.at(path, range.start), reason, assumption };
		}),
		files: changed.length,
	};
}
