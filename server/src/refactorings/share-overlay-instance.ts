import type { Family } from "../instances/families.ts";
import type { Inventory } from "../instances/inventory.ts";
import { environmentsOfHosts, overlayEnvironments, overlayInModule } from "../instances/overlay-uses.ts";
import { familyInOverlay, overlaySites } from "../instances/overlays.ts";
import { type Range, touches } from "../text/range.ts";
import { outputsScope } from "./hoist/outputs-scope.ts";
import { handedTo } from "./hoist/ways.ts";
import { prepare } from "./hoist/work.ts";
import { hoistFromModule } from "./hoist-instance.ts";
import type { Edits, Outcome, Refactoring } from "./refactoring.ts";
import { orRefusal } from "./refusal.ts";
import { share } from "./share/share.ts";
import { listed } from "./share/words.ts";

/** Lets an overlay take an instance that the flake makes once for each system, instead of making its own. */
export const shareOverlayInstance: Refactoring = {
	name: "share-overlay-instance",
	fixes: "overlay-instance",
	moves: true,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const site = overlaySites(inventory).findLast((each) => each.path === path && touches(each.node, range));
		const family = site && familyInOverlay(inventory, site);
		if (family === undefined) return undefined;
		return orRefusal(
			"Take the instance from the outputs",
			() => fromModule(inventory, family) ?? fromOutputs(inventory, family),
		);
	},
};

/** Of an overlay in a module that sees nothing of the outputs: each host passes the module the instance. */
function fromModule(inventory: Inventory, { flake, sites: [site] }: Family): Edits | undefined {
	const inModule = site && overlayInModule(inventory, site);
	if (inModule === undefined) return undefined;
	const { path, node } = inModule.site;
	if (handedTo(inventory, outputsScope(inventory, flake), path, node) !== undefined) return undefined;
	const work = prepare(inventory, inModule.site, inModule.hosts, environmentsOfHosts);
	return assuming(inModule.systems, hoistFromModule(work, inModule.module));
}

function fromOutputs(inventory: Inventory, family: Family): Edits | undefined {
	const systems = [...family.instances.keys()];
	const change = share(inventory, family, (each, file, node) => overlayEnvironments(each, file, node, systems));
	return change && assuming(systems, change);
}

function assuming(systems: readonly string[], change: Edits): Edits {
	const own = `the overlay is used for no other systems than ${listed(systems)}`;
	return {
		...change,
		assumption: [...(change.assumption === undefined ? [] : [change.assumption]), own].join(", and "),
	};
}
