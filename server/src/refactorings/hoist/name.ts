import { definitions } from "../../flake/definitions.ts";
import type { Host } from "../../flake/host.ts";
import { letBindingOf } from "../../instances/let-binding.ts";
import type { Site } from "../../instances/site.ts";
import { type Definition, isScope, namesOf, resolve, uses } from "../../semantics/scopes.ts";
import type { Lambda, Let, Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { reserved } from "./candidate-names.ts";
import { type OutputsScope, valueInScope } from "./outputs-scope.ts";
import { instanceFor, isInstance, type Passed } from "./passed.ts";
import { nodeOf, specialArgument } from "./special-arguments.ts";
import { hostsOn, type Way } from "./ways.ts";
import type { Hoist } from "./work.ts";

/** True if a name can be bound in the outputs scope and passed to the hosts without hiding or being hidden. */
export function isFree(work: Hoist, ways: readonly Way[], module: Lambda, name: string): boolean {
	const { inventory, scope, hosts } = work;
	if (reserved.has(name) || valueInScope(inventory, scope, name) !== undefined) return false;
	if ([...uses(scope.lambda)].some((use) => use.name === name && !("scope" in resolve(use)))) return false;
	const takers = ways.flatMap(({ handed, through }) => [
		...handed.map(({ lambda }) => lambda),
		...(through === undefined ? [] : [through]),
	]);
	if (takers.some((taker) => namesOf(taker).has(name) || !canTake(taker, name))) return false;
	if (!ways.every((way) => isSeenOnWay(way, scope, name))) return false;
	// Without a way it becomes no argument.
	const reached = ways.length === 0 ? [] : [...hosts, ...hostsOn(ways)];
	return reached.every((host) => !isArgument(work, host, name)) && isFreeAtSite(work, module, name, true);
}

/** True if hosts can be passed what is bound already under a name: nothing else that their modules know has it. */
export function isFreeArgument(work: Hoist, ways: readonly Way[], module: Lambda, argument: Passed): boolean {
	const { hosts, wanted = [] } = work;
	const { name, bySystem } = argument;
	const isPassed = (host: Host) =>
		wanted.some(({ fingerprint }) => isInstance(instanceFor(host, argument), fingerprint));
	const takers = ways.flatMap(({ through }) => through ?? []);
	return (
		!reserved.has(name) &&
		[...hosts, ...hostsOn(ways)].every((host) => !isArgument(work, host, name) || isPassed(host)) &&
		takers.every((taker) => canTake(taker, name)) &&
		isFreeAtSite(work, module, name, !bySystem)
	);
}

/** True if a name can take the place of the site; where it is the argument that the site is, it takes none. */
function isFreeAtSite({ site, argument }: Hoist, module: Lambda, name: string, goes: boolean): boolean {
	return name === argument?.name || isFreeInModule(site, module, name, goes);
}

/** True if modules of a host are given, or ask for, an argument of this name, other than the one that the site is. */
function isArgument({ hosts, argument }: Hoist, host: Host, name: string): boolean {
	const graph = host.graph();
	const special = host.specialArgs.force();
	const isGiven = special.kind === "attrs" ? special.entries.has(name) : specialArgument(host, name) !== undefined;
	if (!isGiven && name === argument?.name && hosts.includes(host)) return false;
	if (isGiven || definitions(graph, ["_module", "args", name]).length > 0) return true;
	return graph.modules.some(({ place }) => place?.node.kind === "lambda" && namesOf(place.node).has(name));
}

/** True if nothing between the outputs, or a function that takes a name, and the places that pass it on hides it. */
export function isSeenOnWay({ place, through, handed }: Way, scope: OutputsScope, name: string): boolean {
	const outputs = scope.body.kind === "let" ? scope.body : scope.lambda;
	const takers: readonly (Node | undefined)[] = [outputs, through, ...handed.map(({ lambda }) => lambda)];
	const givers: Node[] = [nodeOf(place), ...handed.flatMap(({ sets }) => sets.map(({ set }) => set))];
	return givers.every((giver) => isSeenFrom(giver, takers, name));
}

/** True if nothing hides a name between a scope and a site in it; a `let` binding of the site does not if it `goes` away. */
export function isSeenAt(
	site: Site,
	scope: { readonly lambda: Node; readonly body: Node },
	name: string,
	goes: boolean,
): boolean {
	return isSeenFrom(site.node, [scope.body, scope.lambda], name, goes ? letNaming(site, name) : undefined);
}

/**
 * True if a formal of this name would be seen at the site, and would change the meaning of no other name. A `let`
 * binding of the name that the site is the value of does not count if it `goes` away.
 */
export function isFreeInModule(site: Site, module: Lambda, name: string, goes = true): boolean {
	return canTake(module, name) && isSeenFrom(site.node, [module], name, goes ? letNaming(site, name) : undefined);
}

/** The `let` that binds a site under this name. */
export function letNaming(site: Site, name: string): Let | undefined {
	const own = letBindingOf(site);
	return own?.name === name ? own.scope : undefined;
}

/** True if no scope between a node and the first of `ends` around it hides a name; one that is `gone` does not. */
export function isSeenFrom(node: Node, ends: readonly (Node | undefined)[], name: string, gone?: Let): boolean {
	for (const outer of ancestors(node)) {
		if (ends.includes(outer)) return true;
		if (outer !== gone && isScope(outer) && namesOf(outer).has(name)) return false;
	}
	return true;
}

/** True if a formal of this name would change the meaning of no name in a module. One without formals needs none. */
export function canTake(module: Lambda, name: string): boolean {
	if (module.formals === undefined) return true;
	return [...uses(module)].every((use) => use.name !== name || isBoundWithin(resolve(use), module));
}

/** True if a name is a formal of the module, or bound somewhere inside it. */
function isBoundWithin(definition: Definition, module: Lambda): boolean {
	if (!("scope" in definition)) return false;
	if (definition.scope === module) return definition.kind === "formal";
	return [...ancestors(definition.scope)].includes(module);
}
