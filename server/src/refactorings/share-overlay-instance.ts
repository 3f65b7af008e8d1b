import type { Inventory } from "../instances/inventory.ts";
import { overlayEnvironments } from "../instances/overlay-uses.ts";
import { familyInOverlay, overlaySites } from "../instances/overlays.ts";
import { type Range, touches } from "../text/range.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { Refusal } from "./refusal.ts";
import { share } from "./share/share.ts";

/** Lets an overlay take an instance that the flake makes once for each system, instead of making its own. */
export const shareOverlayInstance: Refactoring = {
	name: "share-overlay-instance",
	fixes: "overlay-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const site = overlaySites(inventory).findLast((each) => each.path === path && touches(each.node, range));
		const family = site && familyInOverlay(inventory, site);
		if (family === undefined) return undefined;
		const systems = [...family.instances.keys()];
		try {
			const change = share(inventory, family, (each, file, node) => overlayEnvironments(each, file, node, systems));
			return change && { ...change, assumption: `the overlay is used for no other systems than ${listed(systems)}` };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { title: "Take the instance from the outputs", refusal: error.message };
		}
	},
};

function listed(names: readonly string[]): string {
	const last = names.at(-1) ?? "";
	return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
