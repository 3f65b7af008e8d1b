import { enclosingFunction } from "../../flake/contexts.ts";
import type { Host } from "../../flake/host.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { lineOf, refuse } from "../refusal.ts";
import { type OutputsScope, sees } from "./outputs-scope.ts";
import { type ArgumentsPlace, argumentPlaces, nodeOf } from "./special-arguments.ts";

/** A place on the way of a value from the outputs to a module. */
export interface Way {
	readonly place: ArgumentsPlace;
	/** The module that the place stands in, if it is not in the outputs: it has to take the value as a formal first. */
	readonly through: Lambda | undefined;
}

/**
 * Every place that has to pass a value on so that it reaches the modules of all `hosts`. Home-manager's
 * `extraSpecialArgs` may stand in a module of the system: then that module gets the value first.
 * @throws Refusal if a place sees neither the outputs nor a module's arguments.
 */
export function waysTo(
	inventory: Inventory,
	flake: FlakeInventory,
	scope: OutputsScope,
	hosts: readonly Host[],
): readonly Way[] {
	const ways: Way[] = [];
	for (const place of argumentPlaces(inventory, flake, hosts)) {
		if (sees(scope, place.path, nodeOf(place))) ways.push({ place, through: undefined });
		else ways.push(...throughModule(inventory, flake, scope, place));
	}
	return ways.filter((way, index) => ways.findIndex((other) => nodeOf(other.place) === nodeOf(way.place)) === index);
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
		const names = place.contexts.map(({ host }) => hostName(host)).join(", ");
		const text = inventory.snapshot.text(place.path) ?? "";
		return refuse(
			`the special arguments of ${names} are made where the outputs' names are not in scope (${lineOf(text, nodeOf(place), place.path)}): pass the instance there by hand`,
		);
	}
	return [...waysTo(inventory, flake, scope, [...new Set(systems)]), { place, through: module }];
}
