import { definitions, type ModuleGraph, optionsBelow } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import type { Place } from "../flake/value.ts";
import type { Node } from "../syntax/nodes.ts";
import { foreignProjects } from "./foreign-modules.ts";
import type { Inventory } from "./inventory.ts";
import { keptByRevision } from "./kept-by-revision.ts";

/** Hosts whose users of home-manager have packages of their own, because nothing is said of `useGlobalPkgs`. */
export interface OwnUserPackages {
	/** Where the hosts' settings of home-manager are written. */
	readonly place: Place;
	/** True if they have none, and it is the name of a user that is written there. */
	readonly isUser: boolean;
	readonly hosts: readonly Host[];
	/** False if some module defines things that can't be seen. */
	readonly isKnown: boolean;
}

/** All such hosts, those that share their settings together. */
export function ownUserPackages(inventory: Inventory): readonly OwnUserPackages[] {
	const found = new Map<Node, OwnUserPackages & { readonly hosts: Host[]; isKnown: boolean }>();
	for (const { host, ...unset } of hostsLeavingUnset(inventory)) {
		const { place, isKnown } = unset;
		if (!isKnown && mayNameOption(inventory.snapshot)) continue;
		const known = found.get(place.node) ?? { ...unset, hosts: [] };
		known.hosts.push(host);
		known.isKnown &&= isKnown;
		found.set(place.node, known);
	}
	return [...found.values()];
}

const option = ["home-manager", "useGlobalPkgs"];

/** All hosts in the order in which the outputs are looked at, each with whether a module of it says anything of the option. */
export function saysGlobalPackages({ flakes }: Inventory): readonly (readonly [host: Host, says: boolean])[] {
	const hosts = flakes.flatMap((flake) => flake.hosts);
	return hosts.map((host) => [host, definitions(host.graph(), option).length > 0]);
}

interface Unset extends Omit<OwnUserPackages, "hosts"> {
	readonly host: Host;
}

/** The hosts with users of whose modules none is known to say anything of the option. */
const hostsLeavingUnset = keptByRevision(({ evaluation, flakes }): readonly Unset[] =>
	flakes
		.flatMap(({ hosts }) => hosts)
		.flatMap((host) => {
			if ((host.kind !== "nixos" && host.kind !== "darwin") || host.users().length === 0) return [];
			const graph = host.graph();
			if (graph.gaps.length > 0 || definitions(graph, option).length > 0) return [];
			const place = foreignProjects(evaluation, graph).includes(undefined) ? undefined : settingsPlace(host);
			return place === undefined ? [] : [{ host, ...place, isKnown: isFullyKnown(graph) }];
		}),
);

const namesOption = /useGlobalPkgs/;

/** True if a module of the workspace may define the option where that can't be seen. */
function mayNameOption(snapshot: Snapshot): boolean {
	return [...snapshot.paths()].some((path) => snapshot.matches(path, namesOption));
}

/** True if all that the known modules define around the option can be seen. */
function isFullyKnown(graph: ModuleGraph): boolean {
	return option.every((_, depth) =>
		definitions(graph, option.slice(0, depth)).every(({ thunk }) => {
			const value = thunk.force();
			return value.kind === "attrs" && value.open === undefined;
		}),
	);
}

/** Where a host's modules give home-manager settings, or else where the name of its first user is written. */
function settingsPlace({ graph }: Host): Pick<OwnUserPackages, "place" | "isUser"> | undefined {
	const settings = optionsBelow(graph(), ["home-manager"]);
	const users = optionsBelow(graph(), ["home-manager", "users"]);
	const setting = neighbours.map((name) => settings?.place(name)?.definedAt).find((place) => place !== undefined);
	const names = [...(users?.names() ?? [])].map((name) => users?.place(name)?.definedAt);
	const place = setting ?? names.find((name) => name !== undefined);
	return place && { place, isUser: place !== setting };
}

/** Settings that stand where people would look for the option, the nearest first. */
const neighbours = ["useUserPackages", "extraSpecialArgs", "backupFileExtension", "sharedModules"];
