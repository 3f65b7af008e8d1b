import type { Inventory } from "../instances/inventory.ts";
import { familyInOverlay, overlaySites } from "../instances/overlays.ts";
import type { Finding, Rule } from "./rule.ts";

/** An import of nixpkgs in an overlay: every package set that has the overlay makes another instance. */
export const overlayInstance: Rule = {
	name: "overlay-instance",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const site of overlaySites(inventory)) {
			if (familyInOverlay(inventory, site) === undefined) continue;
			yield {
				rule: overlayInstance.name,
				severity: "hint",
				path: site.path,
				range: { start: site.node.start, end: site.node.end },
				message: "Every package set that has this overlay makes a nixpkgs instance of its own here.",
				related: [],
			};
		}
	},
};
