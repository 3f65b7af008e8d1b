import { enclosingFunction } from "../../flake/contexts.ts";
import { builtOn } from "../../instances/built-for.ts";
import type { Family } from "../../instances/families.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Use } from "../../instances/site.ts";
import type { Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { Changes } from "../edit/changes.ts";
import { systemStep } from "../edit/system-step.ts";
import { bindCall } from "../hoist/bind-call.ts";
import { boundInstances } from "../hoist/existing.ts";
import { fileScope } from "../hoist/file-scope.ts";
import { forEachSystem } from "../hoist/for-each-system.ts";
import type { Contexts } from "../hoist/instances-at.ts";
import { replaceSite } from "../hoist/module-edits.ts";
import { moveCall } from "../hoist/moved-call.ts";
import { outputsDestination } from "../hoist/outputs-destination.ts";
import { type OutputsScope, outputsScope, sees } from "../hoist/outputs-scope.ts";
import { handOver } from "../hoist/pass.ts";
import { sourceOf } from "../hoist/source-input.ts";
import { systemSource } from "../hoist/system-source.ts";
import type { Edits } from "../refactoring.ts";
import { attempt, lineOf, refuse } from "../refusal.ts";
import { candidates } from "./candidates.ts";
import { exportedMaker } from "./exported.ts";
import { judge } from "./judge.ts";
import { type Member, memberOf } from "./member.ts";
import { hasAllSystems, isFree, isSeen } from "./names.ts";
import { listed } from "./words.ts";

/** The binding that all sites of a family take. */
export interface Shared {
	readonly name: string;
	/** True if it is a set keyed by system. */
	readonly bySystem: boolean;
}

/**
 * Binds the instances of a family once, in the outputs scope, and lets every site of it take that. Undefined if it is
 * so already. `contexts` says in which environments the result is judged; if `inFile`, a module of flake-parts may be the
 * place, too. @throws Refusal if it can't be done rightly.
 */
export function share(inventory: Inventory, family: Family, contexts: Contexts, inFile = true): Edits | undefined {
	const { scope, found } = placeFor(inventory, family, inFile);
	const members = found.filter((member) => member !== undefined);
	const isFit = (shared: Shared) => isSeen(scope, members, shared) && hasAllSystems(inventory, scope, family, shared);
	const bound = boundInstances(inventory, scope, [...family.instances], (name, bySystem) => isFit({ name, bySystem }));
	const others = bound === undefined ? members : members.filter(({ site }) => !isBoundAs(scope, site, bound.name));
	if (others.length === 0) {
		if (members.length === family.sites.length) return undefined;
		refuseUnseen(inventory, family, found);
	}
	const changes = new Changes();
	const bind = (member: Member, to: Changes) => bindAnew(inventory, scope, family, members, member, to);
	const moved = bound === undefined ? memberToMove(members, bind) : undefined;
	const shared = bound ?? (moved && bind(moved, changes)) ?? refuseUnseen(inventory, family, found);
	for (const member of others) {
		replaceSite(member.file, member.site, endOf(scope, member), reference(member, shared), member === moved, changes);
		for (const handed of member.handed) handOver(inventory, handed, shared.name, changes);
	}
	const sites = others.map(({ site }) => site);
	judge(inventory, changes.edits, { ...family, sites }, shared, contexts);
	const title =
		bound === undefined ? `Make the instance once, as ‘${shared.name}’` : `Use ‘${shared.name}’, an equal instance`;
	const maker = shared.bySystem ? exportedMaker(inventory, family) : undefined;
	const assumption = `‘${maker}’ is called for no other systems than ${listed([...family.instances.keys()])}`;
	return { title, edits: changes.edits, ...(maker === undefined ? {} : { assumption }) };
}

interface SharePlace {
	readonly scope: OutputsScope;
	/** The sites of the family as members; undefined for each that names of the scope can't be brought to. */
	readonly found: readonly (Member | undefined)[];
}

/**
 * The outputs, if every site can be brought what they bind; otherwise, if `inFile`, a module of flake-parts that all sites
 * stand in.
 */
function placeFor(inventory: Inventory, { flake, sites }: Family, inFile: boolean): SharePlace {
	const place = (scope: OutputsScope) => ({ scope, found: sites.map((site) => memberOf(inventory, scope, site)) });
	const outputs = place(outputsScope(inventory, flake));
	if (!inFile || outputs.found.every((member) => member !== undefined)) return outputs;
	const [path = "", another] = new Set(sites.map((site) => site.path));
	const around = another === undefined ? fileScope(inventory, path) : undefined;
	return around !== undefined && sites.every(({ node }) => sees(around, path, node)) ? place(around) : outputs;
}

/** What a site is in that stays as it is: its own bindings end there. */
function endOf({ body }: OutputsScope, { site, handed }: Member): Node | undefined {
	return handed.length === 0 ? body : handed.findLast(({ path }) => path === site.path)?.lambda;
}

/** True for a site that is part of what the outputs bind to a name. */
function isBoundAs({ body }: OutputsScope, { node }: Member["site"], name: string): boolean {
	const binding = [...ancestors(node)].find(({ parent }) => parent === body);
	return binding?.kind === "binding" && binding.path.attrs[0]?.name === name;
}

function refuseUnseen({ snapshot }: Inventory, { sites }: Family, found: readonly (Member | undefined)[]): never {
	const [unseen] = sites.filter((_, index) => found[index] === undefined);
	const place = unseen && lineOf(snapshot.text(unseen.path) ?? "", unseen.node, unseen.path);
	return refuse(`names of the outputs can't be handed to it (${place}): pass the instance there by hand`);
}

function reference({ site, file }: Pick<Member, "site" | "file">, { name, bySystem }: Shared): string {
	if (!bySystem) return name;
	const step =
		systemStep(site, file.text) ??
		refuse(`how it is given its system can't be told (${lineOf(file.text, site.node, file.path)})`);
	return `${name}.${step}`;
}

/**
 * The one whose call the new binding takes over: the first one with which it can be bound, best one for several systems,
 * and one that sees the binding as it stands.
 */
function memberToMove(
	members: readonly Member[],
	bind: (member: Member, changes: Changes) => Shared,
): Member | undefined {
	const systems = ({ site }: Member) => new Set(site.uses.map(({ instance }) => instance && builtOn(instance))).size;
	const ordered = members.toSorted((a, b) => systems(b) - systems(a) || a.handed.length - b.handed.length);
	return ordered.find((member) => attempt(() => bind(member, new Changes())) !== undefined) ?? ordered[0];
}

function bindAnew(
	inventory: Inventory,
	scope: OutputsScope,
	{ flake, instances, sites }: Family,
	members: readonly Member[],
	{ site, file }: Member,
	changes: Changes,
): Shared {
	const isLocal = members.every(({ handed }) => handed.length === 0);
	// What the instance is for counts here, not who asks for it.
	const uses = site.uses.map((use): Use => ({ ...use, host: undefined }));
	const move = { inventory, flake, file, site, source: sourceOf(flake, uses), scope, changes, argument: undefined };
	const [system, another] = instances.keys();
	// Nothing but the function of the outputs around it: it is evaluated once, for this system.
	const isConstant = another === undefined && enclosingFunction(site.node) === scope.lambda;
	const place = outputsDestination(move, isConstant ? `"${system}"` : "system");
	const call = moveCall(inventory, site, uses, place);
	const bySystem = !isConstant && call.system !== undefined;
	if (!bySystem && instances.size > 1) refuse("the sites give their systems in different ways");
	const name =
		candidates(move.source.name, sites, bySystem ? undefined : system, isLocal).find((each) =>
			isFree(inventory, scope, members, { name: each, bySystem }),
		) ?? refuse("no free name is left");
	const shared = { name, bySystem };
	const each = bySystem ? forEachSystem(move, [...instances.keys()], place, systemSource(inventory, sites)) : undefined;
	bindCall(move, name, call, each, reference({ site, file }, shared));
	return shared;
}
