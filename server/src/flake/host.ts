import { type Tree, workspaceTree } from "./brand.ts";
import { definitions, type ModuleGraph, strongest } from "./definitions.ts";
import type { Evaluation } from "./evaluation.ts";
import { homeManagerUsers } from "./home-manager-users.ts";
import { instanceOf, newInstance, platformSystem } from "./instance.ts";
import { one } from "./library/define.ts";
import { moduleSystem, once, ownInstance } from "./module-system.ts";
import { attribute } from "./select.ts";
import type { Attrs, CallSite, Primitive, Value } from "./value.ts";
import { isNull, record, Thunk, unknown } from "./value.ts";

/** What a module system makes; the last two are those of flake-parts. */
export type HostKind =
	| "nixos"
	| "darwin"
	| "home-manager"
	| "nix-on-droid"
	| "home-manager-user"
	| "flake-parts"
	| "per-system";

/** A call that evaluates a module system, or a user of home-manager inside of one. */
export interface Host {
	readonly kind: HostKind;
	/** Where it is called; a user's is that of its system. */
	readonly at: CallSite | undefined;
	/** The argument of the call. */
	readonly argument: Thunk;
	/** The special arguments that every module gets. */
	readonly specialArgs: Thunk;
	/** The modules it is made of, in the order of imports. */
	readonly graph: () => ModuleGraph;
	/** The system double, or why it is unknown. */
	readonly system: Thunk;
	/** nixpkgs' library as modules get it. It must not depend on the modules: their imports may use it. */
	readonly lib: Thunk;
	/** The package set that modules get as `pkgs`. */
	readonly pkgs: Thunk;
	/** The system that a home-manager user belongs to. */
	readonly parent: Host | undefined;
	/** Attribute names under which the flake gives it out, such as `nixosConfigurations.desk`; a user's own name. */
	readonly names: string[];
	/** Home-manager users inside this system. */
	readonly users: () => readonly Host[];
}

/** `nixosSystem`, `darwinSystem` and their like. `source` is the nixpkgs that it makes its instance from, if known. */
export function hostFunction(kind: HostKind, source: Tree | undefined): Primitive {
	return one((evaluation, argument, at) => hostValue(newHost(evaluation, { kind, argument, at, source })));
}

interface HostCall extends Pick<Host, "kind" | "argument" | "at">, Partial<Pick<Host, "specialArgs" | "names">> {
	readonly source: Tree | undefined;
	/** The modules that the function itself adds to those it is given. */
	readonly ownModules?: readonly Thunk[];
}

/** Makes a host and notes it. Its special arguments are those of the argument, unless others are given. */
export function newHost(evaluation: Evaluation, { argument, source, ownModules = [], ...given }: HostCall): Host {
	const field = (name: string) => fieldOf(argument, name);
	const { kind } = given;
	const host: Host = moduleSystem(evaluation, {
		specialArgs: field(kind === "nixos" || kind === "darwin" ? "specialArgs" : "extraSpecialArgs"),
		...given,
		argument,
		roots: [...ownModules, field("modules"), field("configuration")],
		system: new Thunk(() => hostSystem(host)),
		lib: new Thunk(() => hostLibrary(evaluation, argument.force(), source)),
		pkgs: new Thunk(() => hostPackages(evaluation, host, source)),
		users: once<readonly Host[]>([], () => homeManagerUsers(evaluation, host)),
	});
	evaluation.noteHost(host);
	return host;
}

/** An argument of the call by name; absent ones are empty. */
function fieldOf(argument: Thunk, name: string): Thunk {
	return new Thunk(() => attribute(argument.force(), name) ?? record({}));
}

/** What the call gives: nothing that is followed further but for its package set. */
export function hostValue(host: Host): Attrs {
	return record(
		{ pkgs: host.pkgs, config: unknown("the configuration of a host"), options: unknown("the options of a host") },
		unknown("an attribute of a host"),
		{ kind: "host", host },
	);
}

function hostLibrary(evaluation: Evaluation, argument: Value, source: Tree | undefined): Value {
	const pkgs = attribute(argument, "pkgs");
	return (
		attribute(argument, "lib") ??
		(pkgs === undefined ? undefined : attribute(pkgs, "lib")) ??
		evaluation.library(source ?? workspaceTree)
	);
}

function hostSystem(host: Host): Value {
	const graph = host.graph();
	const defined = strongest([
		...definitions(graph, ["nixpkgs", "hostPlatform"]),
		...definitions(graph, ["nixpkgs", "system"]),
		...definitions(graph, ["nixpkgs", "localSystem"]),
	]);
	if (defined !== undefined) return platformSystem(defined);
	const given = attribute(host.argument.force(), "system");
	if (given !== undefined && !isNull(given)) return given;
	const instance = instanceOf(
		attribute(host.argument.force(), "pkgs") ??
			strongest(definitions(graph, ["nixpkgs", "pkgs"])) ??
			given ??
			unknown("no system"),
	);
	return instance?.system.force() ?? unknown("neither the call nor a module that is known gives the system");
}

/** The package set of a host: one that it is given, or one that it makes from the nixpkgs of its kind. */
function hostPackages(evaluation: Evaluation, host: Host, source: Tree | undefined): Value {
	const graph = host.graph();
	const given =
		attribute(host.argument.force(), "pkgs") ??
		strongest(definitions(graph, ["_module", "args", "pkgs"])) ??
		strongest(definitions(graph, ["nixpkgs", "pkgs"]));
	const isGiven = given !== undefined && !isNull(given);
	// A home-manager configuration takes only the nixpkgs of what it is given, and imports that again.
	if (isGiven && host.kind !== "home-manager") return given;
	const tree = isGiven ? instanceOf(given)?.source : source;
	if (tree === undefined) return unknown("which nixpkgs the host uses is not known");
	return newInstance(evaluation, ownInstance(host, tree));
}

/** The host that a value is, if it is one. */
export function hostOf(value: Value): Host | undefined {
	return value.kind === "attrs" && value.brand?.kind === "host" ? value.brand.host : undefined;
}
