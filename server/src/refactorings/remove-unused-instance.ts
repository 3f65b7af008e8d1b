import { enclosingFunction } from "../flake/contexts.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isUnused, letBindingOf } from "../instances/let-binding.ts";
import { soundHosts } from "../instances/module-hosts.ts";
import { type Range, touches } from "../text/range.ts";
import { Changes } from "./edit/changes.ts";
import { deadBindings } from "./hoist/dead-bindings.ts";
import { dropFormals, removeBindings } from "./hoist/module-edits.ts";
import { verify } from "./hoist/verify.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { orRefusal } from "./refusal.ts";

/** Removes an instance that a module binds and nothing uses. */
export const removeUnusedInstance: Refactoring = {
	name: "remove-unused-instance",
	fixes: "nested-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inventory.sites.filter((site) => site.path === path && touches(site.node, range));
		const site = here.findLast((each) => isUnused(each) && soundHosts(inventory.snapshot, each).length > 0);
		const own = site && letBindingOf(site);
		const file = inventory.snapshot.file(path);
		if (site === undefined || own === undefined || file === undefined) return undefined;
		const title = `Remove ‘${own.name}’, which nothing uses`;
		const changes = new Changes();
		const module = enclosingFunction(site.node);
		const dead = deadBindings(file, site, module, own.binding, "");
		const removed = removeBindings(file, [own, ...dead], true, changes);
		if (module !== undefined) dropFormals(file, module, removed, changes);
		return orRefusal(title, () => {
			verify(inventory, changes.edits);
			return { title, edits: changes.edits };
		});
	},
};
