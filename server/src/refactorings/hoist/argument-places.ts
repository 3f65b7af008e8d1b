import type { Host } from "../../flake/host.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import type { Node } from "../../syntax/nodes.ts";
import { attempt } from "../refusal.ts";
import { type ArgumentsPlace, nodeOf } from "./special-arguments.ts";
import { systemAt } from "./system-at.ts";
import { ownPlace, sharedPlace } from "./written-arguments.ts";

/**
 * Where the special arguments of hosts are written; hosts that share a place share one entry. The other hosts of the
 * flake that are made at such a place belong to it too: what is written there reaches them all. A place that hosts of
 * several systems share without knowing which is whose is left for those at which each host takes over what is shared.
 */
export function argumentPlaces(
	inventory: Inventory,
	flake: FlakeInventory,
	hosts: readonly Host[],
): readonly ArgumentsPlace[] {
	const shared = join(hosts.map((host) => sharedPlace(inventory, host)));
	const others = flake.hosts.filter((host) => !hosts.includes(host));
	const withOthers = addOthers(
		shared,
		others.flatMap((host) => attempt(() => sharedPlace(inventory, host)) ?? []),
	);
	const places = withOthers.flatMap((place) => {
		if (systemAt(inventory, place) !== undefined) return [place];
		const here = place.contexts.filter(({ host }) => hosts.includes(host));
		const own = join(attempt(() => here.map(({ host }) => ownPlace(inventory, host))) ?? [place]);
		return own.every((each) => systemAt(inventory, each) !== undefined) ? own : [place];
	});
	return addOthers(
		join(places),
		others.flatMap((host) => attempt(() => ownPlace(inventory, host)) ?? []),
	);
}

/** Makes one of the places that are the same. */
function join(places: readonly ArgumentsPlace[]): readonly ArgumentsPlace[] {
	const joined = new Map<Node, ArgumentsPlace>();
	for (const place of places) {
		const known = joined.get(nodeOf(place));
		joined.set(nodeOf(place), known === undefined ? place : withContexts(known, place.contexts));
	}
	return [...joined.values()];
}

/** Adds to places the hosts of other ones that are the same. */
function addOthers(places: readonly ArgumentsPlace[], others: readonly ArgumentsPlace[]): readonly ArgumentsPlace[] {
	return places.map((place) => {
		const same = others.filter((other) => nodeOf(other) === nodeOf(place));
		return withContexts(
			place,
			same.flatMap(({ contexts }) => contexts),
		);
	});
}

function withContexts(place: ArgumentsPlace, more: ArgumentsPlace["contexts"]): ArgumentsPlace {
	const fresh = more.filter(({ host }) => place.contexts.every((known) => known.host !== host));
	return { ...place, contexts: [...place.contexts, ...fresh] };
}
