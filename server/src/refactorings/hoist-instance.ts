import { enclosingFunction } from "../flake/contexts.ts";
import type { Inventory } from "../instances/inventory.ts";
import { soundHosts } from "../instances/module-hosts.ts";
import type { Site } from "../instances/site.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { type Range, touches } from "../text/range.ts";
import { boundOrNew } from "./hoist/bound.ts";
import { openClosedModules } from "./hoist/closed-modules.ts";
import { isPassed, passedAlready } from "./hoist/existing.ts";
import { replaceSite, takeArgument } from "./hoist/module-edits.ts";
import { isFreeInModule, isUnused, letBindingOf } from "./hoist/name.ts";
import { sees } from "./hoist/outputs-scope.ts";
import { passInstance } from "./hoist/pass.ts";
import { type Promised, verify } from "./hoist/verify.ts";
import { waysTo } from "./hoist/ways.ts";
import { type Hoist, prepare } from "./hoist/work.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { Refusal, refuse } from "./refusal.ts";

/** Moves an instance from a module to the flake's outputs scope, and passes it to the module. */
export const hoistInstance: Refactoring = {
	name: "hoist-instance",
	fixes: "nested-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inventory.sites.filter((site) => site.path === path && touches(site.node, range));
		const site = here.findLast((each) => soundHosts(inventory.snapshot, each).length > 0);
		if (site === undefined || isUnused(site)) return undefined;
		try {
			return hoist(inventory, site);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { title: "Hoist the instance into flake.nix", refusal: error.message };
		}
	},
};

function hoist(inventory: Inventory, site: Site): Outcome {
	const work = prepare(inventory, site);
	const module = enclosingFunction(site.node);
	const own = letBindingOf(site)?.name;
	if (sees(work.scope, site.path, site.node)) return hoistInPlace(work, module, own);
	if (module === undefined) return refuse("the module is not a function: give it formals first");
	const passed = work.wanted && passedAlready(work.wanted, own);
	if (passed !== undefined && isFreeInModule(site, module, passed)) {
		useArgument(work, module, passed, false);
		return finish(work, `Use ‘${passed}’, which flake.nix passes already`, passed, "argument");
	}
	const ways = waysTo(inventory, work.flake, work.scope, work.hosts);
	const bound = boundOrNew(work, module, own, ways);
	const open = ways.filter(({ place }) => bound.isNew || !isPassed(place, work.wanted ?? [], bound.name));
	for (const way of open) passInstance(inventory, way, bound, work.changes);
	useArgument(work, module, bound.name, bound.isNew);
	openClosedModules(work, bound.name);
	const title = `Hoist into ${work.scope.path.slice(1)} as ‘${bound.name}’`;
	return finish(work, title, bound.name, "argument");
}

/** A module that is written inside the outputs sees their names: the site just moves out to them. */
function hoistInPlace(work: Hoist, module: Lambda | undefined, own: string | undefined): Outcome {
	const bound = boundOrNew(work, module, own, []);
	const reference = bound.bySystem
		? `${bound.name}.\${${bound.system ?? refuse("the system is not at hand")}}`
		: bound.name;
	replaceSite(work.file, work.site, reference, bound.isNew, work.changes);
	return finish(work, `Hoist into the outputs as ‘${bound.name}’`, bound.name, "binding");
}

function useArgument({ file, site, changes }: Hoist, module: Lambda, name: string, moves: boolean): void {
	const removed = replaceSite(file, site, name, moves, changes);
	takeArgument(file, module, name, removed, changes);
}

function finish({ inventory, changes, wanted }: Hoist, title: string, name: string, as: Promised["as"]): Outcome {
	if (wanted === undefined) return refuse("whether the moved instance would be equal can't be told from its arguments");
	verify(inventory, changes.edits, { name, as, wanted });
	return { title, edits: changes.edits };
}
