import { familiesOf, isMadeOnce } from "../instances/families.ts";
import type { Inventory } from "../instances/inventory.ts";
import { type Range, touches } from "../text/range.ts";
import { contextsIn } from "./hoist/instances-at.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { orRefusal } from "./refusal.ts";
import { share } from "./share/share.ts";

/** Binds an instance that the outputs make at several places, or again at each call of a function, once for all. */
export const shareInstances: Refactoring = {
	name: "share-instances",
	fixes: "repeated-instance",
	moves: true,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const family = familiesOf(inventory).find(({ sites }) =>
			sites.some((each) => each.path === path && touches(each.node, range)),
		);
		if (family === undefined || isMadeOnce(inventory, family)) return undefined;
		return orRefusal("Make the instance once, in the outputs", () => share(inventory, family, contextsIn));
	},
};
