import type { Tree } from "./brand.ts";
import { each } from "./choices.ts";
import type { Evaluation } from "./evaluation.ts";
import { toText } from "./paths.ts";
import { attribute } from "./select.ts";
import type { Attrs, CallSite, Value } from "./value.ts";
import { isNull, primitive, ready, record, scalar, string, Thunk, unknown } from "./value.ts";

/** How an instance is spelled. `legacy-packages` makes none: Nix shares it. */
export type Spelling = "import" | "extend" | "append-overlays" | "variant" | "host" | "legacy-packages";

/** One evaluation of nixpkgs' package set. */
export interface Instance {
	readonly spelling: Spelling;
	/** Which nixpkgs it is made from. */
	readonly source: Tree;
	/** The argument of the call; undefined where there is none in the text. */
	readonly argument: Thunk | undefined;
	/** Where it is made; undefined for a host's own and for `legacyPackages`. */
	readonly at: CallSite | undefined;
	/** The instance that this one extends. */
	readonly base: Instance | undefined;
	/** The system double that its packages run on. */
	readonly system: Thunk;
}

/** nixpkgs' top-level function: what `import nixpkgs` gives. */
export function nixpkgsFunction(source: Tree): Value {
	return primitive("import nixpkgs", 1, (evaluation, [argument], at) =>
		newInstance(evaluation, {
			spelling: "import",
			source,
			argument,
			at,
			base: undefined,
			system: new Thunk(() => systemOf(argument?.force() ?? unknown("no argument"))),
		}),
	);
}

/** Notes an instance and gives the package set that it is. */
export function newInstance(evaluation: Evaluation, instance: Instance): Attrs {
	evaluation.noteInstance(instance);
	return packageSet(evaluation, instance);
}

/** The system double that nixpkgs' argument set asks packages for. */
export function systemOf(argument: Value): Value {
	return each(argument, (set) => {
		if (set.kind !== "attrs") return set.kind === "unknown" ? set : unknown("the argument is no set");
		for (const name of ["crossSystem", "localSystem", "system"]) {
			const value = attribute(set, name);
			if (value === undefined || isNull(value)) continue;
			return platformSystem(value);
		}
		return unknown("no system is given");
	});
}

/** The system double of a platform, given as a double or a set. */
export function platformSystem(platform: Value): Value {
	return each(platform, (value) => {
		if (value.kind !== "attrs") return value;
		if (value.entries.has("config")) return unknown("the platform is given as a triple");
		return attribute(value, "system") ?? unknown("the platform has no system");
	});
}

/** What nixpkgs makes of a system: the attributes of a platform that are followed. */
export function platformFor(system: Thunk): Attrs {
	return record(platformFlags(system), unknown("an attribute of a platform"));
}

/** The attributes of a package set that tell something of the instance; its packages stay unknown. */
function packageSet(evaluation: Evaluation, instance: Instance): Attrs {
	const { system, source } = instance;
	const platform = platformFor(system);
	const derived = (spelling: Spelling, argument: Thunk | undefined, at: CallSite | undefined) =>
		newInstance(evaluation, { spelling, source, argument, at, base: instance, system });
	const stdenv = record({ hostPlatform: platform, ...platformFlags(system) }, unknown("an attribute of stdenv"));
	return record(
		{
			system,
			stdenv,
			hostPlatform: platform,
			lib: new Thunk(() => evaluation.library(source)),
			path: { kind: "path", tree: source, path: "/", string: false },
			extend: primitive("extend", 1, (_, [overlay], at) => derived("extend", overlay, at)),
			applyPatches: primitive("applyPatches", 1, (_, [argument]) => patched(argument?.force())),
			appendOverlays: primitive("appendOverlays", 1, (_, [overlays], at) => derived("append-overlays", overlays, at)),
		},
		unknown("what nixpkgs contains is not known"),
		{ kind: "instance", instance },
	);
}

/** `applyPatches { src = tree; … }`: another tree, which is known by the one that it is made from. */
function patched(argument: Value | undefined): Value {
	const source = attribute(argument ?? unknown("no argument"), "src") ?? unknown("no source");
	return each(toText(source, false), (path) => {
		if (path.kind !== "path" || path.path !== "/") return unknown("what is patched is not known");
		const outPath: Value = { kind: "path", tree: { kind: "patched", base: path.tree }, path: "/", string: true };
		return record({ outPath }, unknown("an attribute of what is patched"));
	});
}

function platformFlags(system: Thunk): Record<string, Thunk> {
	return {
		system,
		isLinux: fromSystem(system, "linux"),
		isDarwin: fromSystem(system, "darwin"),
		isx86_64: fromSystem(system, "x86_64"),
		isAarch64: fromSystem(system, "aarch64"),
	};
}

function fromSystem(system: Thunk, part: string): Thunk {
	return new Thunk(() =>
		each(system.force(), (value) =>
			value.kind === "string" ? scalar(value.value.split("-").includes(part)) : unknown("the system is not known"),
		),
	);
}

/** `nixpkgs.legacyPackages`: an instance by system, which Nix shares. `systems` are sure to be there. */
export function legacyPackages(evaluation: Evaluation, source: Tree, systems: readonly string[]): Attrs {
	const of = (system: Value) =>
		packageSet(evaluation, {
			spelling: "legacy-packages",
			source,
			argument: ready(record({ system })),
			at: undefined,
			base: undefined,
			system: ready(system),
		});
	const entries = systems.map((system) => [system, new Thunk(() => of(string(system)))] as const);
	return record(Object.fromEntries(entries), unknown("a system of nixpkgs"), { kind: "systems", of });
}

/** The instance that a value is, if it is one. */
export function instanceOf(value: Value): Instance | undefined {
	return value.kind === "attrs" && value.brand?.kind === "instance" ? value.brand.instance : undefined;
}
