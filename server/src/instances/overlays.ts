import { stringOf } from "../flake/value.ts";
import { type Family, instancesBySystem } from "./families.ts";
import { flakeOf } from "./follow-flakes.ts";
import type { FlakeInventory, Inventory } from "./inventory.ts";
import { keptBySite } from "./kept-by-revision.ts";
import { isMachine } from "./module-hosts.ts";
import { appliedSite } from "./overlay-uses.ts";
import { roleOf } from "./role.ts";
import type { Site } from "./site.ts";

/** Systems for which an overlay is looked at where a flake tells of none. */
const commonSystems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

/** The sites that stand in overlays of a flake. */
export function overlaySites(inventory: Inventory): readonly Site[] {
	return inventory.sites.filter((site) => {
		const isRead = inventory.reached.has(site.path) && flakeOf(inventory.flakes, site.path) !== undefined;
		return isRead && site.spelling === "import" && roleOf(inventory, site) === "overlay";
	});
}

/**
 * A site in an overlay, by what it makes for a package set of each system that the flake has to do with. Undefined where
 * that depends on more of the package set than its system, or is not known.
 */
export const familyInOverlay = keptBySite((inventory, site): Family | undefined => {
	const flake = flakeOf(inventory.flakes, site.path);
	if (flake === undefined) return undefined;
	const systems = systemsOf(inventory, flake);
	const applied = appliedSite(inventory, site, systems);
	const instances = instancesBySystem(applied);
	return instances && { flake, sites: [applied], instances };
});

/** The systems of a flake's hosts and instances, in the order in which they come up. */
export function systemsOf({ evaluation }: Inventory, { hosts, flake }: FlakeInventory): readonly string[] {
	const folder = flake.path.slice(0, -"flake.nix".length);
	const made = evaluation.instances.filter(({ at }) => at?.environment.file.startsWith(folder));
	const systems = [...hosts.filter(isMachine), ...made].flatMap(({ system }) => stringOf(system.force()) ?? []);
	return systems.length === 0 ? commonSystems : [...new Set(systems)];
}
