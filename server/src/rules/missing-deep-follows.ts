import type { Flake } from "../flake/flake.ts";
import { type Inputs, inputsOf, isDirect, type MissingFollow, missingIn } from "../flake/input-follows.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import { brought, saved } from "./brought-words.ts";
import type { Finding, Rule } from "./rule.ts";

/** An input whose own inputs bring a nixpkgs where they could follow the flake's. */
export const missingDeepFollows: Rule = {
	name: "missing-deep-follows",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			const inputs = inputsOf(snapshot, flake);
			if (inputs === undefined) continue;
			for (const [name, declared] of inputs.declared) {
				const missing = missingIn(inputs, name).filter((each) => !isDirect(each));
				const isLeft = isMarkedOwn(inputs.file, declared) || knownOwner(inputs.graph.lock, [name]) !== undefined;
				if (missing.length > 0 && !isLeft) yield finding(flake, inputs, name, missing);
			}
		}
	},
};

function finding({ path }: Flake, inputs: Inputs, name: string, missing: readonly MissingFollow[]): Finding {
	const { start, end } = inputs.declared.get(name)?.name ?? { start: 0, end: 0 };
	return {
		rule: missingDeepFollows.name,
		severity: "hint",
		path,
		range: { start, end },
		message: `Inputs of ‘${name}’ bring ${brought(inputs, missing, "their")}. ${saved(inputs, missing, "they")}`,
		related: [],
	};
}
