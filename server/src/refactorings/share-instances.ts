import { contextsOf } from "../flake/contexts.ts";
import type { Environment } from "../flake/environment.ts";
import { evaluationsOfFamily, familiesOf } from "../instances/families.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Node } from "../syntax/nodes.ts";
import { type Range, touches } from "../text/range.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { Refusal } from "./refusal.ts";
import { share } from "./share/share.ts";

/** Binds an instance that the outputs make at several places, or again at each call of a function, once for all. */
export const shareInstances: Refactoring = {
	name: "share-instances",
	fixes: "repeated-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		for (const family of familiesOf(inventory)) {
			const site = family.sites.findLast((each) => each.path === path && touches(each.node, range));
			if (site === undefined) continue;
			const made = evaluationsOfFamily(inventory, family);
			if (made !== undefined && made <= family.instances.size) return undefined;
			try {
				return share(inventory, family, contextsIn);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return { title: "Make the instance once, in the outputs", refusal: error.message };
			}
		}
		return undefined;
	},
};

function contextsIn({ evaluation }: Inventory, path: string, node: Node): readonly Environment[] {
	return contextsOf(evaluation, path, node).environments;
}
