import { alternatives } from "../flake/choices.ts";
import { type Attrs, isNull, type Value } from "../flake/value.ts";
import { instanceFingerprint } from "./fingerprint.ts";
import type { Inventory } from "./inventory.ts";
import type { Site } from "./site.ts";

/**
 * For each site, the others that make an instance equal to one of its own: from the same source, with the same
 * arguments, however written. Lookup paths are left out, since what they lead to is not part of a flake.
 */
export function equalSites({ sites, otherSites }: Inventory): ReadonlyMap<Site, readonly Site[]> {
	const makers = new Map<string, Set<Site>>();
	const all = [...sites, ...otherSites];
	for (const site of all) {
		for (const print of fingerprintsOf(site)) makers.set(print, (makers.get(print) ?? new Set()).add(site));
	}
	return new Map(
		all.map((site) => {
			const equal = new Set([...fingerprintsOf(site)].flatMap((print) => [...(makers.get(print) ?? [])]));
			equal.delete(site);
			return [site, [...equal]];
		}),
	);
}

/** What a site is known to make, each once. */
export function fingerprintsOf(site: Site): ReadonlySet<string> {
	const prints = site.uses.flatMap(({ instance }) => {
		if (instance === undefined || instance.source.kind === "lookup-path") return [];
		return instanceFingerprint(instance) ?? [];
	});
	return new Set(prints);
}

/**
 * True if the flake's own `legacyPackages` would do for a site: nothing is given but a system, and Nix shares
 * `legacyPackages` among all who use it.
 */
export function legacyPackagesWouldDo({ uses, spelling }: Site): boolean {
	if (spelling !== "import" || uses.length === 0) return false;
	return uses.every(({ instance }) => {
		if (instance?.argument === undefined || instance.source.kind !== "input") return false;
		return alternatives(instance.argument.force()).every((set) => {
			if (
				set.kind !== "attrs" ||
				set.open !== undefined ||
				!(set.entries.has("system") || set.entries.has("localSystem"))
			)
				return false;
			return [...set.entries].every(([name, { thunk }]) => isSystemOrDefault(name, thunk.force()));
		});
	});
}

function isSystemOrDefault(name: string, value: Value): boolean {
	switch (name) {
		case "system":
			return true;
		case "localSystem":
			return value.kind === "string" || (isClosed(value) && value.entries.size === 1 && value.entries.has("system"));
		case "config":
			return isClosed(value) && value.entries.size === 0;
		case "overlays":
			return value.kind === "list" && value.open === undefined && value.items.length === 0;
		default:
			return isNull(value);
	}
}

function isClosed(value: Value): value is Attrs {
	return value.kind === "attrs" && value.open === undefined && value.brand === undefined;
}
