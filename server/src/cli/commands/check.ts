import { brokenFiles, findingsOf } from "../../features/diagnostics.ts";
import { choice, parseArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { type DescribedFinding, describe, inOrder } from "../described.ts";
import { checkText } from "../format/check-text.ts";
import { Places, shownPlace } from "../places.ts";
import { atLeast, ofRules, ruleOptions, severities } from "../rules.ts";
import { isAskedFor, loadParser, open, relativePath, shownPath, targetsOf } from "../workspaces.ts";

/** `flake-hoist check`: says what the rules find. */
export const check: Command = {
	name: "check",
	summary: "says where instances are made needlessly",
	help: `
Usage: flake-hoist check [OPTION…] [PATH…]

Says what the rules find in a flake. PATH is a folder or a Nix file. Without PATH it is this folder. Of a file, and
of a folder without a flake.nix, read is the flake around it, but only that part of it is spoken of.

Options:
  --format text|json  how findings are printed; json is described by docs/schemas/check.schema.json
  --rule ID           only what this rule finds; may be given several times
  --allow ID          nothing that this rule finds; may be given several times
  --severity LEVEL    only what is at least so grave: error, warning, information or hint, which is all

Exit codes: 0 nothing found, 1 something found, 2 could not run.`,
	async run(args, shell) {
		const { values, positionals } = parseArguments(args, {
			format: { type: "string", default: "text" },
			...ruleOptions,
			severity: { type: "string", default: "hint" },
		});
		const format = choice("--format", values.format, ["text", "json"]);
		const ofRule = ofRules(values);
		const isGrave = atLeast(choice("--severity", values.severity, severities));
		const targets = await targetsOf(shell, positionals);
		const parse = await loadParser(shell);
		const found: DescribedFinding[] = [];
		for (const target of targets) {
			const snapshot = await open(shell, parse, target);
			const places = new Places(snapshot);
			const name = (path: string) =>
				format === "json" ? relativePath(target, path, targets) : shownPath(target, path);
			for (const finding of findingsOf(snapshot)) {
				const isWanted = ofRule(finding) && isGrave(finding) && isAskedFor(target, finding.path);
				if (isWanted) found.push(describe(finding, places, name));
			}
			for (const { path, range } of brokenFiles(snapshot)) {
				const place = shownPlace(shownPath(target, path), places.at(path, range.start));
				shell.err(`${place}: there is a syntax error; nothing is said of what rests on it`);
			}
		}
		const findings = inOrder(found);
		shell.out(format === "json" ? JSON.stringify({ findings }, undefined, 2) : checkText(findings, shell.paint));
		return findings.length > 0 ? 1 : 0;
	},
};
