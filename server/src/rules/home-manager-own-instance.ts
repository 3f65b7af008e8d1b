import { definitions, type ModuleGraph, optionsBelow } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import type { Place } from "../flake/value.ts";
import type { Snapshot } from "../flake/workspace.ts";
import { foreignProjects } from "../instances/foreign-modules.ts";
import type { Inventory } from "../instances/inventory.ts";
import { keptByRevision } from "../instances/kept-by-revision.ts";
import type { Node } from "../syntax/nodes.ts";
import { eachUserInWords } from "./host-words.ts";
import type { Finding, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** Users of home-manager that do not share the packages of their host. */
export const homeManagerOwnInstance: Rule = {
	name: "home-manager-own-instance",
	*check(inventory: Inventory): Iterable<Finding> {
		const found = new Map<Node, { readonly place: Place; readonly users: Host[] }>();
		for (const { host, place, isKnown } of hostsLeavingUnset(inventory)) {
			if (!isKnown && mayNameOption(inventory.snapshot)) continue;
			const known = found.get(place.node) ?? { place, users: [] };
			known.users.push(...host.users().filter(({ names }) => names[0] !== "?"));
			found.set(place.node, known);
		}
		for (const { place, users } of found.values()) yield finding(place, users);
	},
};

const option = ["home-manager", "useGlobalPkgs"];

/** A host with users, none of whose known modules says whether they share its packages: they do not, then. */
interface Unset {
	readonly host: Host;
	readonly place: Place;
	/** False if some module defines things that can't be seen. */
	readonly isKnown: boolean;
}

const hostsLeavingUnset = keptByRevision(({ evaluation, flakes }): readonly Unset[] =>
	flakes
		.flatMap(({ hosts }) => hosts)
		.flatMap((host) => {
			if ((host.kind !== "nixos" && host.kind !== "darwin") || host.users().length === 0) return [];
			const graph = host.graph();
			if (graph.gaps.length > 0 || definitions(graph, option).length > 0) return [];
			const place = foreignProjects(evaluation, graph).includes(undefined) ? undefined : settingsPlace(host);
			return place === undefined ? [] : [{ host, place, isKnown: isFullyKnown(graph) }];
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
function settingsPlace({ graph }: Host): Place | undefined {
	const settings = optionsBelow(graph(), ["home-manager"]);
	const users = optionsBelow(graph(), ["home-manager", "users"]);
	const places = [
		...neighbours.map((name) => settings?.place(name)?.definedAt),
		...[...(users?.names() ?? [])].map((name) => users?.place(name)?.definedAt),
	];
	return places.find((place) => place !== undefined);
}

/** Settings that stand where people would look for the option, the nearest first. */
const neighbours = ["useUserPackages", "extraSpecialArgs", "backupFileExtension", "sharedModules"];

function finding({ file, node }: Place, users: readonly Host[]): Finding {
	return {
		rule: homeManagerOwnInstance.name,
		severity: "hint",
		path: file,
		range: writtenPath(node),
		message: `home-manager makes one more nixpkgs instance for ${eachUserInWords(users)}. With ‘home-manager.useGlobalPkgs = true’ users share that of their host.`,
		related: [],
	};
}
