import { enclosingFunction } from "../flake/contexts.ts";
import { familiesOf, isMadeOnce } from "../instances/families.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isUnused, letBindingOf } from "../instances/let-binding.ts";
import { soundHosts } from "../instances/module-hosts.ts";
import { type Role, roleOf } from "../instances/role.ts";
import type { Site } from "../instances/site.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { type Range, touches } from "../text/range.ts";
import { Changes } from "./edit/changes.ts";
import { type Bound, boundOrNew, stepIn } from "./hoist/bound.ts";
import { openClosedModules } from "./hoist/closed-modules.ts";
import { isPassed, passedAlready } from "./hoist/existing.ts";
import { givenOutAs } from "./hoist/given-out.ts";
import { contextsIn } from "./hoist/instances-at.ts";
import { dropFormals, removeArgument, replaceSite, takeArgument } from "./hoist/module-edits.ts";
import { isFreeInModule, isSeenAt } from "./hoist/name.ts";
import { sees } from "./hoist/outputs-scope.ts";
import { passInstance } from "./hoist/pass.ts";
import { targetOf } from "./hoist/target.ts";
import { unknownArgument } from "./hoist/unknown-argument.ts";
import { type Promised, verify } from "./hoist/verify.ts";
import type { Way } from "./hoist/ways.ts";
import { type Hoist, prepare } from "./hoist/work.ts";
import type { Edits, Outcome, Refactoring } from "./refactoring.ts";
import { lineOf, orRefusal, refuse } from "./refusal.ts";
import { share } from "./share/share.ts";

/** Moves an instance from a module to the flake's outputs scope, and passes it to the module. */
export const hoistInstance: Refactoring = {
	name: "hoist-instance",
	fixes: "nested-instance",
	moves: true,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inventory.sites.filter((site) => site.path === path && touches(site.node, range));
		const site = here.findLast((each) => soundHosts(inventory.snapshot, each).length > 0);
		if (site !== undefined && isUnused(site)) return undefined;
		return orRefusal("Hoist the instance into flake.nix", () =>
			site === undefined ? hoistFromOutputs(inventory, here) : hoist(inventory, site),
		);
	},
};

/** Where an instance that is made once belongs in the `let` of the outputs, all the same. */
const rolesInside: ReadonlySet<Role> = new Set(["host-call", "host-helper", "package", "other"]);

/** An instance that stands in the call of a host, in a helper or in a package moves out to where others can be seen. */
function hoistFromOutputs(inventory: Inventory, here: readonly Site[]): Outcome | undefined {
	const site = here.findLast((each) => rolesInside.has(roleOf(inventory, each)));
	const family = site && familiesOf(inventory).find(({ sites }) => sites.includes(site));
	return family && isMadeOnce(inventory, family) ? share(inventory, family, contextsIn, false) : undefined;
}

function hoist(inventory: Inventory, site: Site): Edits {
	const work = prepare(inventory, site);
	const module = enclosingFunction(site.node);
	const own = letBindingOf(site)?.name;
	if (sees(work.scope, site.path, site.node)) return hoistInPlace(work, module, own);
	if (module === undefined) return refuse("the module is not a function: give it formals first");
	return hoistFromModule(work, module);
}

/** Hoists an instance from anywhere in a module, for the hosts that `work` is about. @throws Refusal */
export function hoistFromModule(work: Hoist, module: Lambda): Edits {
	const { site } = work;
	const own = letBindingOf(site)?.name ?? work.argument?.name;
	const passed = work.wanted && passedAlready(work.wanted, own);
	if (passed !== undefined && (passed.name === work.argument?.name || isFreeInModule(site, module, passed.name))) {
		const step = passed.bySystem ? stepIn(work) : undefined;
		const bound = { ...passed, argument: passed.name, isNew: false, step };
		useArgument(work, module, bound);
		return finish(work, `Use ‘${passed.name}’, which flake.nix passes already`, bound, module);
	}
	const { scope, ways } = targetOf(work, module);
	return ways.length === 0
		? hoistInPlace({ ...work, scope }, module, own)
		: pass({ ...work, scope }, ways, module, own);
}

/** Binds the instance where its value can be passed on from, and passes it on every way to the modules. */
function pass(work: Hoist, ways: readonly Way[], module: Lambda, own: string | undefined): Edits {
	const bound = boundOrNew(work, module, own, ways);
	const argument = { name: bound.argument, bySystem: bound.step !== undefined };
	const open = ways.filter(({ place }) => bound.isNew || !isPassed(place, work.wanted ?? [], argument));
	for (const way of open) passInstance(work.inventory, way, bound, work.changes);
	useArgument(work, module, bound);
	openClosedModules(work, bound.argument);
	const file = work.scope.path.slice(1);
	const title = bound.isNew ? `Hoist into ${file} as ‘${bound.name}’` : `Use ‘${bound.name}’ of ${file}`;
	return finish(work, title, bound, module);
}

/** A module that is written inside the scope sees its names: the site just moves out to them. */
function hoistInPlace(work: Hoist, module: Lambda | undefined, own: string | undefined): Edits {
	const { file, site, changes, scope } = work;
	const bound = boundOrNew(work, module, own, []);
	const removed = replaceSite(file, site, module, reference(bound), bound.isNew, changes);
	if (module !== undefined) dropFormals(file, module, removed, changes, bound.step);
	const where = scope.takesInputs ? "the outputs" : "the module of flake-parts";
	const title = bound.isNew ? `Hoist into ${where} as ‘${bound.name}’` : `Use ‘${bound.name}’ of ${where}`;
	return finish(work, title, bound, undefined);
}

function useArgument({ file, site, argument, changes }: Hoist, module: Lambda, bound: Bound): void {
	if (argument !== undefined && reference(bound) === argument.name) {
		dropFormals(file, module, removeArgument(file, site, argument, module, bound.isNew, changes), changes);
		return;
	}
	const whole = module.formals === undefined ? module.universal?.name : undefined;
	if (whole !== undefined && !isSeenAt(site, { lambda: module, body: module.body }, whole, false)) {
		refuse(`‘${whole}’, the module's arguments, means something else at the import (${lineOf(file.text, site.node)})`);
	}
	const formal = new Changes();
	const written = reference({ ...bound, argument: takeArgument(file, module, bound.argument, formal) });
	const removed = replaceSite(file, site, module, written, bound.isNew, changes);
	dropFormals(file, module, removed, changes, bound.step);
	for (const [path, edits] of formal.edits) changes.add(path, ...edits);
}

/** How the module names its instance. */
function reference({ argument, step }: Bound): string {
	return step === undefined ? argument : `${argument}.${step}`;
}

/** Judges the result; `module` is the one that is passed the instance, if it does not see the binding itself. */
function finish(work: Hoist, title: string, { argument, step }: Bound, module: Lambda | undefined): Edits {
	const { inventory, changes, wanted, site, scope, contexts } = work;
	if (wanted === undefined) return refuse(unknownArgument(inventory, site));
	const bySystem = step !== undefined;
	const as = module === undefined ? "binding" : "argument";
	const promised: Promised = { name: argument, as, scope, bySystem, wanted, site, contexts };
	const output = module && givenOutAs(work, module);
	const others = output && `no other flake uses ‘${output}’, which will ask for ‘${argument}’`;
	const assumption = [verify(inventory, changes.edits, promised), others].filter((each) => each !== undefined);
	return { title, edits: changes.edits, ...(assumption.length === 0 ? {} : { assumption: assumption.join(", and ") }) };
}
