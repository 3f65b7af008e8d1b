import type { Snapshot } from "../flake/workspace.ts";
import { inventoryOf } from "../instances/inventory.ts";
import { rules } from "../rules/index.ts";
import type { Finding } from "../rules/rule.ts";
import { touches } from "../text/range.ts";

const known = new WeakMap<Snapshot, readonly Finding[]>();

/** What all rules find in a snapshot, without what lies in text that could not be parsed. Computed once. */
export function findingsOf(snapshot: Snapshot): readonly Finding[] {
	let findings = known.get(snapshot);
	if (findings === undefined) {
		const inventory = inventoryOf(snapshot);
		findings = rules.flatMap((rule) => [...rule.check(inventory)]).filter((finding) => isParsed(snapshot, finding));
		known.set(snapshot, findings);
	}
	return findings;
}

function isParsed(snapshot: Snapshot, { path, range }: Finding): boolean {
	return !snapshot.file(path)?.tree.errors.some((error) => touches(error, range));
}
