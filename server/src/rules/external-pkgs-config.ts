import { definitions, isCertain } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import type { Place } from "../flake/value.ts";
import type { Inventory } from "../instances/inventory.ts";
import { keptByRevision } from "../instances/kept-by-revision.ts";
import type { Node } from "../syntax/nodes.ts";
import { hostsInWords } from "./host-words.ts";
import type { Finding, Related, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** Settings for a package set that a host does not make itself. */
export const externalPkgsConfig: Rule = {
	name: "external-pkgs-config",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const settings of uselessSettings(inventory)) yield finding(settings);
	},
};

const uselessSettings = keptByRevision(({ flakes }): readonly Settings[] => {
	const found = new Map<Node, Settings>();
	for (const host of flakes.flatMap(({ hosts }) => hosts)) {
		const packages = givenPackages(host);
		if (packages === undefined) continue;
		for (const place of settingsFor(host)) {
			const known = found.get(place.node) ?? { place, packages, hosts: [] };
			known.hosts.push(host);
			found.set(place.node, known);
		}
	}
	return [...found.values()];
});

/** Where settings are written, and the hosts that have them. */
interface Settings {
	readonly place: Place;
	readonly packages: Packages;
	readonly hosts: Host[];
}

/** How a host is given its packages. */
interface Packages {
	/** Where the attribute is written that gives them, if that is known. */
	readonly at: Place | undefined;
	/** False if the host looks at no settings; else it stops where there are some. */
	readonly checked: boolean;
}

/** How a system is given its packages; undefined if it makes them, or if that is not certain. */
function givenPackages({ kind, argument, graph }: Host): Packages | undefined {
	if (kind !== "nixos" && kind !== "darwin") return undefined;
	const call = argument.force();
	const slot = call.kind === "attrs" ? call.entries.get("pkgs") : undefined;
	if (slot !== undefined && slot.doubt === undefined && isPackages(slot.thunk.force())) {
		return { at: slot.definedAt, checked: kind === "nixos" };
	}
	const option = definitions(graph(), ["nixpkgs", "pkgs"]).find(isCertain);
	return option && { at: option.definedAt, checked: true };
}

/** False for a call that says `pkgs = null`, and where it may say so. */
function isPackages(value: { readonly kind: string }): boolean {
	return value.kind === "attrs";
}

/** Where a host's modules give settings that are certainly not empty, and that no stronger definition replaces. */
function settingsFor({ graph }: Host): readonly Place[] {
	const given = definitions(graph(), ["nixpkgs", "config"]);
	const priority = Math.min(...given.map((each) => each.priority));
	return given.flatMap((each) => {
		const value = each.priority === priority && isCertain(each) ? each.thunk.force() : undefined;
		const isSettings = value?.kind === "attrs" && [...value.entries.values()].some(({ doubt }) => doubt === undefined);
		return isSettings && each.definedAt !== undefined ? [each.definedAt] : [];
	});
}

function finding({ place, packages, hosts }: Settings): Finding {
	const what = packages.checked
		? `${hostsInWords(hosts)} can’t be built with these settings`
		: `${hostsInWords(hosts)} ${hosts.length === 1 ? "ignores" : "ignore"} these settings`;
	return {
		rule: externalPkgsConfig.name,
		severity: packages.checked ? "error" : "warning",
		path: place.file,
		range: writtenPath(place.node),
		message: `${what}: the packages are made elsewhere. Give the settings there.`,
		related: related(packages),
	};
}

function related({ at }: Packages): readonly Related[] {
	if (at === undefined) return [];
	const { start, end } = at.node;
	return [{ path: at.file, range: { start, end }, message: "The packages are given here" }];
}
