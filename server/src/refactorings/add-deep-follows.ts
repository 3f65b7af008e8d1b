import { isDirect, keptIn, missingIn } from "../flake/input-follows.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { followsEdits } from "./follows/add.ts";
import { inputHere } from "./follows/place.ts";
import { checked } from "./follows/verify.ts";
import { promisedBy, targetsOf, thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Lets the inputs of an input follow the nixpkgs that the flake has already. */
export const addDeepFollows: Refactoring = {
	name: "add-deep-follows",
	fixes: "missing-deep-follows",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined || isMarkedOwn(here.inputs.file, here.declared)) return undefined;
		const { inputs, name, declared } = here;
		if (knownOwner(inputs.graph.lock, [name]) !== undefined) return undefined;
		const missing = missingIn(inputs, name).filter((each) => !isDirect(each));
		const targets = missing.length === 0 ? "a nixpkgs of the flake" : targetsOf(missing);
		const title = `Let inputs of ‘${name}’ follow ${targets}${thenLock}`;
		if (missing.length > 0) {
			const edits = followsEdits(inputs.file, inputs.declared, declared, missing);
			const outcome = checked(inventory.snapshot, here, title, edits, promisedBy(missing));
			// Before, Nix took such an input from its registry: https://github.com/NixOS/nix/pull/13400
			return "edits" in outcome ? { ...outcome, assumption: "Nix is 2.30 or newer" } : outcome;
		}
		const [kept] = keptIn(inputs, name).filter((each) => !isDirect(each));
		return kept && { title, refusal: `‘${kept.path.join("/")}’ had better stay: ${kept.reason}` };
	},
};
