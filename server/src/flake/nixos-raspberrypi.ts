import { type Tree, workspaceTree } from "./brand.ts";
import { hostValue, newHost } from "./host.ts";
import { one } from "./library/define.ts";
import { toText } from "./paths.ts";
import { attribute } from "./select.ts";
import type { Primitive, Value } from "./value.ts";
import { ready, record, string, unknown } from "./value.ts";

/**
 * What nixos-raspberrypi's library makes hosts with, as its lib/default.nix has it: `nixosSystem` of the nixpkgs that the
 * call gives, or of its own, with modules that settle the platform and add overlays.
 */
export function raspberryPiHosts(own: Tree): Readonly<Record<string, Primitive>> {
	const nixosSystem = one((evaluation, argument, at) => {
		const given = attribute(argument.force(), "nixpkgs");
		const source = given === undefined ? own : treeOf(given);
		return hostValue(newHost(evaluation, { kind: "nixos", argument, at, source, ownModules: [ready(board)] }));
	});
	return { nixosSystem, nixosSystemFull: nixosSystem, nixosInstaller: nixosSystem };
}

const board = record({
	nixpkgs: record({ hostPlatform: string("aarch64-linux"), overlays: unknown("the overlays of nixos-raspberrypi") }),
});

function treeOf(nixpkgs: Value): Tree | undefined {
	const path = toText(nixpkgs, false);
	return path.kind === "path" && path.path === "/" && path.tree !== workspaceTree ? path.tree : undefined;
}
