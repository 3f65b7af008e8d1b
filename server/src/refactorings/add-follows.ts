import { isDirect } from "../flake/input-follows.ts";
import { knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { offerFollows } from "./follows/offer.ts";
import { inputHere } from "./follows/place.ts";
import { thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Lets an input follow the nixpkgs that the flake has already. */
export const addFollows: Refactoring = {
	name: "add-follows",
	fixes: "missing-follows",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined) return undefined;
		const { inputs, name } = here;
		const caution = knownOwner(inputs.graph.lock, [name]) === undefined ? "" : ", though it is better left, perhaps";
		return offerFollows(inventory.snapshot, here, {
			isMeant: isDirect,
			title: (targets) => `Let ‘${name}’ follow ${targets}${caution}${thenLock}`,
			assumption: `‘${name}’ works with another nixpkgs as well`,
		});
	},
};
