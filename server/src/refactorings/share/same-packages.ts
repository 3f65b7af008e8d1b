import { type Definition, definitions, type ModuleGraph, strongest } from "../../flake/definitions.ts";
import type { Host } from "../../flake/host.ts";
import { instanceOf } from "../../flake/instance.ts";
import type { Value } from "../../flake/value.ts";
import { foreignProjects } from "../../instances/foreign-modules.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { lineOf, refuse } from "../refusal.ts";

/**
 * Makes sure that the users of a host get the same packages from the host as they make for themselves now.
 * @throws Refusal if they may get others.
 */
export function checkSamePackages(inventory: Inventory, host: Host): void {
	const own = instanceOf(host.pkgs.force());
	if (own?.spelling !== "host") refuse(`the packages of ${hostName(host)} are made elsewhere`);
	checkForeign(inventory, host);
	checkPlatform(host);
	for (const definition of definitions(host.graph(), ["nixpkgs", "overlays"])) {
		if (isEmptyList(definition.thunk.force())) continue;
		refuse(`the overlays of ${hostName(host)} would reach its users (${placeOf(inventory, definition)})`);
	}
	for (const definition of definitions(host.graph(), ["nixpkgs", "config"])) {
		if (isLeaveOnly(definition.thunk.force())) continue;
		refuse(
			`the settings of ${hostName(host)} would reach the packages of its users (${placeOf(inventory, definition)})`,
		);
	}
	for (const user of host.users()) checkUser(inventory, user);
}

/** A user's own settings of nixpkgs have no effect on packages of the host. */
function checkUser(inventory: Inventory, user: Host): void {
	if (user.graph().gaps.length > 0) refuse(`not all modules of ${hostName(user)} are known`);
	checkForeign(inventory, user);
	for (const name of ["config", "overlays"]) {
		const [own] = definitions(user.graph(), ["nixpkgs", name]);
		if (own === undefined) continue;
		refuse(`‘nixpkgs.${name}’ of ${hostName(user)} would have no effect any more (${placeOf(inventory, own)})`);
	}
}

/** No module from elsewhere may change packages. */
function checkForeign({ evaluation }: Inventory, host: Host): void {
	const projects = foreignProjects(evaluation, host.graph());
	const loud = projects.find((project) => project === undefined || !project.keepsPackages);
	if (projects.includes(undefined)) refuse(`what all modules of ${hostName(host)} say of packages is not known`);
	if (loud !== undefined) refuse(`modules of ${loud.project} may change the packages of ${hostName(host)}`);
}

/** home-manager imports nixpkgs for the host's system, whatever else its platform is. */
function checkPlatform(host: Host): void {
	const graph = host.graph();
	const platform = strongest(definitions(graph, ["nixpkgs", "hostPlatform"]));
	const others = ["buildPlatform", "localSystem", "crossSystem"].some((name) => isDefined(graph, name));
	if (others || (platform !== undefined && platform.kind !== "string") || host.system.force().kind !== "string") {
		refuse(`the platform of ${hostName(host)} is more than a system, or not known`);
	}
}

function isDefined(graph: ModuleGraph, name: string): boolean {
	return definitions(graph, ["nixpkgs", name]).length > 0;
}

function isEmptyList(value: Value): boolean {
	return value.kind === "list" && value.open === undefined && value.items.length === 0;
}

/** True for settings that say which packages may be used, and nothing of how they are built. */
function isLeaveOnly(value: Value): boolean {
	return (
		value.kind === "attrs" && value.open === undefined && [...value.entries.keys()].every((name) => leave.has(name))
	);
}

/** Names in `config` that no package is built with. Source: nixpkgs' pkgs/stdenv/generic/check-meta.nix. */
const leave = new Set([
	"allowUnfree",
	"allowUnfreePackages",
	"allowUnfreePredicate",
	"allowBroken",
	"allowInsecurePredicate",
	"permittedInsecurePackages",
	"allowUnsupportedSystem",
	"allowNonSource",
	"allowNonSourcePredicate",
]);

function placeOf({ snapshot }: Inventory, { definedAt }: Definition): string {
	if (definedAt === undefined) return "in a module";
	return lineOf(snapshot.text(definedAt.file) ?? "", definedAt.node, definedAt.file);
}
