import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import type { Place, Slot, Thunk, Value } from "../flake/value.ts";
import { stringOf } from "../flake/value.ts";
import { isLowLevel } from "../nixpkgs/low-level-packages.ts";
import { globalOverlays } from "./global-overlays.ts";
import { keptByRevision } from "./kept-by-revision.ts";
import { isMachine } from "./module-hosts.ts";

/** A low-level package that an overlay gives a value of its own. */
export interface Replaced {
	readonly name: string;
	/** Where its name is written. */
	readonly place: Place;
	readonly value: Thunk;
	/** The hosts whose own package sets have the overlay. */
	readonly hosts: readonly Host[];
}

/** The low-level packages that overlays of hosts define, each once for each place. */
export const replacedPackages = keptByRevision(({ evaluation, flakes }): readonly Replaced[] => {
	const found = new Map<Place["node"], Replaced & { readonly hosts: Host[] }>();
	for (const host of flakes.flatMap(({ hosts }) => hosts)) {
		// A user's own package set is that of a module: only a configuration of home-manager has one for all it builds.
		if (!isMachine(host) || host.kind === "home-manager-user") continue;
		for (const [name, { thunk, definedAt }] of packagesIn(evaluation, host)) {
			if (definedAt === undefined) continue;
			const known = found.get(definedAt.node) ?? { name, place: definedAt, value: thunk, hosts: [] };
			known.hosts.push(host);
			found.set(definedAt.node, known);
		}
	}
	return [...found.values()];
});

/** What the overlays of a host certainly define of low-level packages. */
function packagesIn(evaluation: Evaluation, host: Host): readonly (readonly [string, Slot])[] {
	const system = host.kind === "nixos" ? "-linux" : (stringOf(host.system.force()) ?? "");
	return globalOverlays(host).flatMap((overlay) => {
		const defined = applied(evaluation, overlay.force(), host.pkgs);
		const entries = defined.kind === "attrs" && defined.brand === undefined ? [...defined.entries] : [];
		return entries.filter(([name, { doubt }]) => doubt === undefined && isLowLevel(name, system));
	});
}

/** What an overlay gives for a package set, which stands for the one before it and for the finished one. */
function applied(evaluation: Evaluation, overlay: Value, packages: Thunk): Value {
	if (overlay.kind !== "closure") return overlay;
	const inner = evaluation.apply(overlay, packages, undefined);
	return inner.kind === "closure" ? evaluation.apply(inner, packages, undefined) : inner;
}
