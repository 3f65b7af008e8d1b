import { treeIdentity } from "../../flake/brand.ts";
import { alternatives } from "../../flake/choices.ts";
import type { Instance } from "../../flake/instance.ts";
import { stringOf, type Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { checkTexts, inventoryAfter } from "../../refactorings/edit/after.ts";
import { refuse } from "../../refactorings/refusal.ts";
import type { FileEdits } from "../../text/edit.ts";
import { instancesOf } from "../names/instances.ts";
import { specialArguments } from "../names/special-arguments.ts";

/**
 * Applies a rename in memory: every file must parse as before with no name unbound, and the sites and what hosts pass to
 * their modules must be the same but for the name.
 * @throws Refusal if any of it does not hold.
 */
export function verifyRename(before: Inventory, edits: FileEdits, name: string, newName: string): void {
	const after = inventoryAfter(before, edits);
	checkTexts(before, after, edits);
	const same = (describe: (inventory: Inventory) => unknown) =>
		JSON.stringify(describe(before)) === JSON.stringify(describe(after));
	if (
		!same(({ sites }) =>
			sites.map(({ path, spelling, uses }) => [path, spelling, uses.map(({ instance }) => describe(instance))]),
		)
	) {
		refuse("the instances would not be the same as before");
	}
	if (!same((inventory) => passed(inventory, name, newName))) refuse("modules would not get the same as before");
}

/** What each host passes to its modules, the two names taken for one. */
function passed({ flakes }: Inventory, name: string, newName: string): unknown {
	return flakes.map(({ hosts }) =>
		hosts.map((host) =>
			specialArguments(host)
				.map(([key, { thunk }]) => [key === newName ? name : key, describeValue(thunk.force())])
				.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
		),
	);
}

function describeValue(value: Value): unknown {
	return alternatives(value).map((each) => [each.kind, instancesOf(each).map(describe)]);
}

function describe(instance: Instance | undefined): unknown {
	if (instance === undefined) return null;
	const argument = instance.argument?.force();
	const given = argument?.kind === "attrs" ? [...argument.entries.keys()].sort() : [];
	return [instance.spelling, treeIdentity(instance.source), stringOf(instance.system.force()), given];
}
