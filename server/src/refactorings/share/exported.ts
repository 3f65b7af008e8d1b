import { alternatives } from "../../flake/choices.ts";
import { framesAround } from "../../flake/environment.ts";
import type { Thunk } from "../../flake/value.ts";
import type { Family } from "../../instances/families.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { listOfSystems } from "../hoist/system-source.ts";

/** Outputs that hold no functions for other flakes to call with a system. */
const noFunctions =
	/^(packages|devShells|checks|apps|legacyPackages|formatter|overlays?|\w*Modules|\w*Configurations)$/;

/** Functions are looked for no deeper in an output, such as in `lib.hosts.make`. */
const maxDepth = 3;

/**
 * The output, such as `lib.packagesFor`, by which a flake gives out a function that makes the sites of a family for the
 * system that it is called with: other flakes may call it for any.
 */
export function exportedMaker({ evaluation }: Inventory, { flake: { flake }, sites }: Family): string | undefined {
	const uses = sites.flatMap((site) => site.uses).filter((use) => listOfSystems(evaluation, use) === undefined);
	const makers = new Set(
		uses.flatMap(({ environment }) => [...framesAround(environment.frame)]).map((each) => each.lambda),
	);
	return evaluation.askInPassing(() => {
		for (const outputs of alternatives(flake.outputs.force())) {
			if (outputs.kind !== "attrs") continue;
			for (const [name, { thunk }] of outputs.entries) {
				const found = noFunctions.test(name) ? undefined : nameOfMaker(thunk, makers, [name]);
				if (found !== undefined) return found;
			}
		}
		return undefined;
	});
}

function nameOfMaker(thunk: Thunk, makers: ReadonlySet<Lambda>, names: readonly string[]): string | undefined {
	for (const value of alternatives(thunk.force())) {
		if (value.kind === "closure" && makers.has(value.lambda)) return names.join(".");
		if (value.kind !== "attrs" || value.brand !== undefined || names.length >= maxDepth) continue;
		for (const [name, slot] of value.entries) {
			const found = nameOfMaker(slot.thunk, makers, [...names, name]);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}
