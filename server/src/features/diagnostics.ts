import type { Snapshot } from "../flake/workspace.ts";
import { inventoryOf } from "../instances/inventory.ts";
import { rules } from "../rules/index.ts";
import type { Finding } from "../rules/rule.ts";
import { enclosing, nodeAt } from "../syntax/walk.ts";
import { touches } from "../text/range.ts";

const known = new WeakMap<Snapshot, readonly Finding[]>();

/** What all rules find in a snapshot, without what lies in a binding that could not be parsed whole. Computed once. */
export function findingsOf(snapshot: Snapshot): readonly Finding[] {
	let findings = known.get(snapshot);
	if (findings === undefined) {
		const inventory = inventoryOf(snapshot);
		findings = rules.flatMap((rule) => [...rule.check(inventory)]).filter((finding) => isParsed(snapshot, finding));
		known.set(snapshot, findings);
	}
	return findings;
}

/** False if the binding around a finding holds a syntax error: what was meant there is not what was parsed. */
function isParsed(snapshot: Snapshot, { path, range }: Finding): boolean {
	const tree = snapshot.file(path)?.tree;
	if (tree === undefined || tree.errors.length === 0) return true;
	const node = nodeAt(tree.root, range.start);
	const around = (node && enclosing(node, "binding")) ?? tree.root;
	return !tree.errors.some((error) => touches(error, around));
}
