import { primitive, ready, stringOf, unknown, type Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { boundNames, type OutputsScope, valueInScope } from "./outputs-scope.ts";
import type { SystemSource } from "./system-source.ts";

/**
 * The name of a function in the outputs scope that maps a function over all of `systems`, such as `forAllSystems`. Where
 * they come from a list that is not known in full, that is the one which is called with it.
 */
export function ownFunction(
	inventory: Inventory,
	scope: OutputsScope,
	systems: readonly string[],
	source: SystemSource | undefined,
): string | undefined {
	const open = source?.list.open;
	// These calls are none of the flake's own.
	const evaluation = inventory.evaluation.fork(inventory.snapshot, () => false);
	const same = ready(primitive("same", 1, (_, [argument]) => argument?.force() ?? unknown("no argument")));
	return boundNames(scope).find((name) => {
		const value = valueInScope(inventory, scope, name);
		if (value?.kind !== "closure" && value?.kind !== "primitive") return false;
		if (open !== undefined && !source?.called.has(value)) return false;
		const made = evaluation.apply(value, same, undefined);
		if (made.kind !== "attrs" || made.open !== open || made.brand !== undefined) return false;
		const isKeyed = [...made.entries].every(([system, { thunk }]) => stringOf(thunk.force()) === system);
		return isKeyed && systems.every((system) => made.entries.has(system));
	});
}

/** The name of a list in the outputs scope that holds all of `systems`. */
export function ownList(inventory: Inventory, scope: OutputsScope, systems: readonly string[]): string | undefined {
	return boundNames(scope).find((name) => {
		const items = textsOf(valueInScope(inventory, scope, name));
		return items !== undefined && systems.every((system) => items.includes(system));
	});
}

/** The items of a list of known texts. */
function textsOf(value: Value | undefined): readonly string[] | undefined {
	if (value?.kind !== "list" || value.open !== undefined) return undefined;
	const items = value.items.map((item) => stringOf(item.force()));
	return items.every((item) => item !== undefined) ? items : undefined;
}
