import { isDirect, keptIn, missingIn } from "../flake/input-follows.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { followsEdits } from "./follows/add.ts";
import { inputHere } from "./follows/place.ts";
import { checked } from "./follows/verify.ts";
import { promisedBy, targetsOf, thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Lets an input follow the nixpkgs that the flake has already. */
export const addFollows: Refactoring = {
	name: "add-follows",
	fixes: "missing-follows",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined || isMarkedOwn(here.inputs.file, here.declared)) return undefined;
		const { inputs, name, declared } = here;
		const missing = missingIn(inputs, name).filter(isDirect);
		const targets = missing.length === 0 ? "a nixpkgs of the flake" : targetsOf(missing);
		const caution = knownOwner(inputs.graph.lock, [name]) === undefined ? "" : ", though it is better left, perhaps";
		const title = `Let ‘${name}’ follow ${targets}${caution}${thenLock}`;
		if (missing.length > 0) {
			const edits = followsEdits(inputs.file, inputs.declared, declared, missing);
			const outcome = checked(inventory.snapshot, here, title, edits, promisedBy(missing));
			return "edits" in outcome ? { ...outcome, assumption: `‘${name}’ works with another nixpkgs as well` } : outcome;
		}
		const [kept] = keptIn(inputs, name).filter(isDirect);
		return kept && { title, refusal: `‘${kept.path.join("/")}’ had better stay: ${kept.reason}` };
	},
};
