import { enclosingFunction } from "../../flake/contexts.ts";
import type { Host } from "../../flake/host.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { hostNames } from "../../instances/module-hosts.ts";
import type { Lambda, Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { lineOf, refuse } from "../refusal.ts";
import { argumentPlaces } from "./argument-places.ts";
import { callsOfFile, type Given } from "./file-calls.ts";
import { type OutputsScope, sees } from "./outputs-scope.ts";
import { type ArgumentsPlace, nodeOf } from "./special-arguments.ts";

/** A place on the way of a value from the outputs to a module. */
export interface Way {
	readonly place: ArgumentsPlace;
	/** The module that the place stands in, if it is not in the outputs: it has to take the value as a formal first. */
	readonly through: Lambda | undefined;
	/** The functions of other files that have to take the value for the place to see it. */
	readonly handed: readonly Handed[];
}

/** A function that a value is handed to, by every set that it is called with. */
export interface Handed {
	readonly path: string;
	readonly lambda: Lambda;
	readonly sets: readonly Given[];
}

/**
 * Every place that has to pass a value on so that it reaches the modules of all `hosts`. Home-manager's
 * `extraSpecialArgs` may stand in a module of the system: then that module gets the value first.
 * @throws Refusal if the value can't be brought to a place.
 */
export function waysTo(
	inventory: Inventory,
	flake: FlakeInventory,
	scope: OutputsScope,
	hosts: readonly Host[],
): readonly Way[] {
	const ways = argumentPlaces(inventory, flake, hosts).flatMap((place): readonly Way[] => {
		const handed = handedTo(inventory, scope, place.path, nodeOf(place));
		return handed === undefined
			? throughModule(inventory, flake, scope, place)
			: [{ place, through: undefined, handed }];
	});
	return ways.filter((way, index) => ways.findIndex((other) => nodeOf(other.place) === nodeOf(way.place)) === index);
}

/** The hosts that a value reaches on its ways. */
export function hostsOn(ways: readonly Way[]): readonly Host[] {
	return ways.flatMap(({ place }) => place.contexts.map(({ host }) => host));
}

/** The functions that a value has to be handed to for a node to see it; undefined if that can't be done. */
export function handedTo(
	inventory: Inventory,
	scope: OutputsScope,
	path: string,
	node: Node,
	around: readonly Lambda[] = [],
): readonly Handed[] | undefined {
	if (sees(scope, path, node)) return [];
	const functions = [...ancestors(node)].filter((outer) => outer.kind === "lambda" && outer.formals !== undefined);
	for (const lambda of functions.reverse()) {
		if (lambda.kind !== "lambda" || around.includes(lambda)) continue;
		const sets = callsOfFile(inventory.snapshot, path, lambda);
		const before = sets?.map((given) => handedTo(inventory, scope, given.path, given.set, [...around, lambda]));
		if (sets !== undefined && before?.every((each) => each !== undefined)) {
			return [...before.flat(), { path, lambda, sets }];
		}
	}
	return undefined;
}

function throughModule(
	inventory: Inventory,
	flake: FlakeInventory,
	scope: OutputsScope,
	place: ArgumentsPlace,
): readonly Way[] {
	const module = enclosingFunction(nodeOf(place));
	const parents = place.contexts.map(({ host }) => host.parent);
	const systems = parents.filter((parent) => parent !== undefined);
	const isModule = place.contexts.every(({ environment }) => environment.frame?.cause?.kind === "module");
	if (module === undefined || systems.length < parents.length || !isModule) {
		const names = hostNames(place.contexts.map(({ host }) => host));
		const text = inventory.snapshot.text(place.path) ?? "";
		return refuse(
			`the special arguments of ${names} are made where the outputs' names are not in scope (${lineOf(text, nodeOf(place), place.path)}): pass the instance there by hand`,
		);
	}
	return [...waysTo(inventory, flake, scope, [...new Set(systems)]), { place, through: module, handed: [] }];
}
