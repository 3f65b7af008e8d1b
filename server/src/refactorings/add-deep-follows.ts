import { isDirect } from "../flake/input-follows.ts";
import { knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { offerFollows } from "./follows/offer.ts";
import { inputHere } from "./follows/place.ts";
import { thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Lets the inputs of an input follow the nixpkgs that the flake has already. */
export const addDeepFollows: Refactoring = {
	name: "add-deep-follows",
	fixes: "missing-deep-follows",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined || knownOwner(here.inputs.graph.lock, [here.name]) !== undefined) return undefined;
		return offerFollows(inventory.snapshot, here, {
			isMeant: (brought) => !isDirect(brought),
			title: (targets) => `Let inputs of ‘${here.name}’ follow ${targets}${thenLock}`,
			// Before, Nix took such an input from its registry: https://github.com/NixOS/nix/pull/13400
			assumption: "Nix is 2.30 or newer",
		});
	},
};
