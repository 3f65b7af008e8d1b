import { findingsOf } from "../../server/src/features/diagnostics.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { correctSetting } from "../../server/src/refactorings/correct-setting.ts";
import { refactorings } from "../../server/src/refactorings/index.ts";
import { mends, type Refactoring } from "../../server/src/refactorings/refactoring.ts";
import type { Finding } from "../../server/src/rules/rule.ts";
import { touches } from "../../server/src/text/range.ts";
import { isClosedButForSystem, isReachedModuleSite } from "./closed-sites.ts";
import { type Edited, type Fault, faultsOf, unparsed } from "./faults.ts";
import { type Answer, answersOf } from "./offers.ts";
import { makeAll } from "./together.ts";

/** What came of every refactoring in one repository. */
export interface Proof {
	/** Each answer in the files as they are. */
	readonly answers: readonly Answer[];
	/** How many changes were made one after the other until there were no more. */
	readonly together: number;
	/** What is wrong after a change, or after all of them. */
	readonly faults: readonly (Fault & { readonly after: string })[];
	/** What came of each module site that a hoist should be able to move. */
	readonly closed: readonly ClosedSite[];
}

/** A module site whose call depends on the module for nothing but the system. */
export interface ClosedSite {
	readonly path: string;
	readonly start: number;
	readonly outcome: "hoisted" | "removed" | "refused" | "silent";
	/** Why it is refused. */
	readonly reason: string | undefined;
}

/** Makes every change that is offered, each alone and all together, and looks at what comes of it. */
export function prove(before: Snapshot): Proof {
	const inventory = inventoryOf(before);
	const answers = [...answersOf(inventory)];
	const edited: Edited[] = [];
	const alone = answers.flatMap((answer) => faultsOfOne(before, answer, edited));
	const { after, paths, count, endless } = makeAll(before);
	edited.push(...editedFiles(before, after, paths));
	const faults: Fault[] = [...faultsOf(before, after, paths), ...leftovers(after)];
	if (endless !== undefined) faults.push({ kind: "no end", what: endless });
	faults.push(...unparsed(edited).map(({ path }): Fault => ({ kind: "parse", what: `${path}, says Nix` })));
	const closed = inventory.sites
		.filter((site) => isReachedModuleSite(inventory, site) && isClosedButForSystem(site))
		.map(({ path, node }) => closedSite(path, node.start, answers));
	return {
		answers,
		together: count,
		faults: [...alone, ...faults.map((fault) => ({ ...fault, after: "all together" }))],
		closed,
	};
}

function editedFiles(before: Snapshot, after: Snapshot, paths: Iterable<string>): readonly Edited[] {
	return [...paths].map((path) => ({ path, before: before.text(path) ?? "", after: after.text(path) ?? "" }));
}

/** What is wrong after one change; the files that it makes something else of are added to `edited`. */
function faultsOfOne(
	before: Snapshot,
	{ edits, refactoring, title, path, range }: Answer,
	edited: Edited[],
): Proof["faults"] {
	if (edits === undefined) return [];
	const after = before.edited(edits);
	edited.push(...editedFiles(before, after, edits.keys()));
	const faults: Fault[] = [...faultsOf(before, after, edits.keys())];
	const [old, fresh] = [before, after].map((each) => findingsOf(each).filter(({ rule }) => mends(refactoring, rule)));
	const isMeant = old?.some((finding) => finding.path === path && touches(finding.range, range)) ?? false;
	if (isMeant && (fresh?.length ?? 0) >= (old?.length ?? 0)) {
		faults.push({ kind: "leftover finding", what: `${refactoring.name} in ${path}` });
	}
	return faults.map((fault) => ({ ...fault, after: `${title} (${path})` }));
}

/** The findings that a refactoring should fix, which neither happened nor was refused with a reason. */
function leftovers(after: Snapshot): readonly Fault[] {
	const refused = [...answersOf(inventoryOf(after))].filter(({ refusal }) => refusal !== undefined);
	const fixable = findingsOf(after).filter((finding) =>
		refactorings.some((refactoring) => canMend(refactoring, finding)),
	);
	return fixable
		.filter(({ path, range }) => !refused.some((answer) => answer.path === path && touches(answer.range, range)))
		.map(({ rule, path }) => ({ kind: "leftover finding", what: `${rule} in ${path}` }));
}

/** True if a refactoring mends such findings; some rules say by themselves what mends a finding, if anything does. */
function canMend(refactoring: Refactoring, { rule, mend }: Finding): boolean {
	return mends(refactoring, rule) && (refactoring !== correctSetting || mend !== undefined);
}

function closedSite(path: string, start: number, answers: readonly Answer[]): ClosedSite {
	const here = answers.filter((answer) => answer.path === path && answer.range.start === start);
	const does = (name: string) =>
		here.some(({ refactoring, edits }) => refactoring.name === name && edits !== undefined);
	const reason = here.find(({ refactoring }) => refactoring.name === "hoist-instance")?.refusal;
	return { path, start, outcome: outcomeOf(does, reason), reason };
}

function outcomeOf(does: (name: string) => boolean, reason: string | undefined): ClosedSite["outcome"] {
	if (does("hoist-instance")) return "hoisted";
	if (does("remove-unused-instance")) return "removed";
	return reason === undefined ? "silent" : "refused";
}
