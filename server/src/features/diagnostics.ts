import type { Snapshot } from "../flake/snapshot.ts";
import { inventoryOf } from "../instances/inventory.ts";
import { rules } from "../rules/index.ts";
import type { Finding } from "../rules/rule.ts";
import { enclosing, nodeAt } from "../syntax/walk.ts";
import { type Range, touches } from "../text/range.ts";
import { isAllowed } from "./allowed.ts";
import { atLevels, ownLevels, type RuleLevels } from "./rule-levels.ts";

const known = new WeakMap<Snapshot, readonly Finding[]>();

/**
 * What all rules find in a snapshot, as they are set to, without what a comment allows and what lies in a binding that
 * could not be parsed whole. Computed once for all settings.
 */
export function findingsOf(snapshot: Snapshot, levels: RuleLevels = ownLevels): readonly Finding[] {
	return atLevels(found(snapshot), levels);
}

function found(snapshot: Snapshot): readonly Finding[] {
	let findings = known.get(snapshot);
	if (findings === undefined) {
		const inventory = inventoryOf(snapshot);
		const all = inventory.evaluation.askInPassing(() => rules.flatMap((rule) => [...rule.check(inventory)]));
		findings = all.filter((finding) => isParsed(snapshot, finding) && !isAllowed(snapshot, finding));
		known.set(snapshot, findings);
	}
	return findings;
}

/** A place that could not be parsed, in a file that a flake reads: what rests on it is not spoken of. */
export interface Broken {
	readonly path: string;
	readonly range: Range;
}

/** The first syntax error of each file that a flake of the snapshot reads. */
export function brokenFiles(snapshot: Snapshot): readonly Broken[] {
	return [...inventoryOf(snapshot).reached].sort().flatMap((path) => {
		const range = snapshot.file(path)?.tree.errors[0];
		return range === undefined ? [] : [{ path, range }];
	});
}

/** False if the binding around a finding holds a syntax error: what was meant there is not what was parsed. */
function isParsed(snapshot: Snapshot, { path, range }: Finding): boolean {
	const tree = snapshot.file(path)?.tree;
	if (tree === undefined || tree.errors.length === 0) return true;
	const node = nodeAt(tree.root, range.start);
	const around = (node && enclosing(node, "binding")) ?? tree.root;
	return !tree.errors.some((error) => touches(error, around));
}
