import type { Inventory } from "./inventory.ts";

/**
 * What `compute` gives for an inventory, computed once as long as no edit changes what the evaluation has looked at. It
 * may look at nothing but values, and give no positions: nodes may move.
 */
export function keptByRevision<T>(compute: (inventory: Inventory) => T): (inventory: Inventory) => T {
	const kept = new WeakMap<object, { readonly result: T }>();
	return (inventory) => {
		const { evaluation } = inventory;
		const known = kept.get(evaluation.revision) ?? { result: evaluation.askInPassing(() => compute(inventory)) };
		kept.set(evaluation.revision, known);
		return known.result;
	};
}
