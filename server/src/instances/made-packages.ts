import { definitions } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import type { Instance } from "../flake/instance.ts";
import type { Place } from "../flake/value.ts";
import { type BuiltFor, builtFor, hostBuiltFor } from "./built-for.ts";
import { flakeOf } from "./follow-flakes.ts";
import type { FlakeInventory, Inventory } from "./inventory.ts";
import type { Site } from "./site.ts";

/** A package set that a flake makes, with its platforms. */
export interface MadePackages extends BuiltFor {
	readonly flake: FlakeInventory;
	/** Where it is said what they are made for, or where they are made. */
	readonly place: Place;
	/** The host whose own packages they are. */
	readonly host: Host | undefined;
}

/** The package sets whose platforms are known: those of NixOS hosts, and those of imports and variants such as `pkgsCross.x`. */
export function madePackages(inventory: Inventory): readonly MadePackages[] {
	const hosts = inventory.flakes.flatMap((flake) =>
		flake.hosts.flatMap((host): readonly MadePackages[] => {
			const platforms = hostBuiltFor(host);
			const place = platforms && hostPlace(host);
			return platforms === undefined || place === undefined ? [] : [{ ...platforms, flake, place, host }];
		}),
	);
	const sites = [...inventory.sites, ...inventory.otherSites].filter(({ spelling }) => spelling !== "host");
	return [...hosts, ...sites.flatMap((site) => madeBy(inventory, site))];
}

/** What a site makes; nothing if it makes packages for several systems alike: most of these are for other machines. */
function madeBy({ flakes }: Inventory, site: Site): readonly MadePackages[] {
	const flake = flakeOf(flakes, site.path);
	if (flake === undefined) return [];
	const made = site.uses.flatMap(({ instance }): readonly MadePackages[] => {
		const platforms = instance && builtFor(instance);
		return instance === undefined || platforms === undefined
			? []
			: [{ ...platforms, flake, place: sitePlace(site, instance), host: undefined }];
	});
	return new Set(made.map(({ build }) => build.config)).size > 1 ? [] : made;
}

function sitePlace({ path, node }: Site, { argument }: Instance): Place {
	const given = argument?.force();
	const cross = given?.kind === "attrs" ? given.entries.get("crossSystem")?.definedAt : undefined;
	return cross ?? { file: path, node };
}

/** Where a host's platform is said, the telling options first. */
function hostPlace({ graph, at }: Host): Place | undefined {
	const options = ["crossSystem", "buildPlatform", "hostPlatform", "system"];
	const said = options.flatMap((name) => definitions(graph(), ["nixpkgs", name]).map(({ definedAt }) => definedAt));
	return said.find((place) => place !== undefined) ?? (at && { file: at.environment.file, node: at.node });
}
