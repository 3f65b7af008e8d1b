import type { Flake } from "../flake/flake.ts";
import { type Inputs, inputsOf, isDirect, type MissingFollow, missingIn } from "../flake/input-follows.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import { brought, saved } from "./brought-words.ts";
import type { Finding, Rule } from "./rule.ts";

/** An input that brings a nixpkgs of its own where it could follow the flake's. */
export const missingFollows: Rule = {
	name: "missing-follows",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			const inputs = inputsOf(snapshot, flake);
			if (inputs === undefined) continue;
			for (const [name, declared] of inputs.declared) {
				const missing = missingIn(inputs, name).filter(isDirect);
				if (missing.length > 0 && !isMarkedOwn(inputs.file, declared)) yield finding(flake, inputs, name, missing);
			}
		}
	},
};

function finding({ path }: Flake, inputs: Inputs, name: string, missing: readonly MissingFollow[]): Finding {
	const { start, end } = inputs.declared.get(name)?.name ?? { start: 0, end: 0 };
	const owner = knownOwner(inputs.graph.lock, [name]);
	const caution = owner === undefined ? "" : ` Better left, perhaps: its owner ${owner.reason} (${owner.source}).`;
	return {
		rule: missingFollows.name,
		severity: owner === undefined ? "information" : "hint",
		path,
		range: { start, end },
		message: `‘${name}’ brings ${brought(inputs, missing, "its")}. ${saved(inputs, missing, "it")}${caution}`,
		related: [],
	};
}
