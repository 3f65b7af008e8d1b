import type { Tree } from "./brand.ts";
import { makeHive } from "./colmena.ts";
import type { Evaluation } from "./evaluation.ts";
import { flakeParts } from "./flake-parts.ts";
import { flakeUtils } from "./flake-utils.ts";
import { haumeaLoad, importTree } from "./folder-loaders.ts";
import { hostFunction } from "./host.ts";
import type { FlakeInput } from "./inputs.ts";
import { legacyPackages } from "./instance.ts";
import { two } from "./library/define.ts";
import { defaultSystems } from "./library/library.ts";
import { importApply } from "./library/module-values.ts";
import { raspberryPiHosts } from "./nixos-raspberrypi.ts";
import type { Attrs, PathValue, Primitive, Slot, Value } from "./value.ts";
import { attrs, record, string, Thunk, unknown } from "./value.ts";

/** What a flake input is known to give: its path, its own inputs, and the functions that flakes build outputs with. */
export function brandedInput(evaluation: Evaluation, input: FlakeInput): Attrs {
	const known = evaluation.inputs.get(input.identity);
	if (known !== undefined) return known;
	const tree: Tree = { kind: "input", input };
	const outPath: PathValue = { kind: "path", tree, path: "/", string: true };
	const inputs = new Map<string, Slot>();
	for (const [name, make] of input.inputs) {
		inputs.set(name, { thunk: new Thunk(() => brandedInput(evaluation, make())), definedAt: undefined });
	}
	const common = {
		outPath,
		inputs: attrs(inputs, unknown("an input's own inputs")),
		_type: string("flake"),
		...(input.rev === undefined ? {} : { rev: string(input.rev) }),
	};
	const own = input.isNixpkgs ? nixpkgsOutputs(evaluation, tree) : foreignOutputs(evaluation, tree, input);
	const value = attrs(
		new Map([...record(common).entries, ...own]),
		unknown(`what the input ‘${input.name}’ gives is not known`, input.identity),
		{ kind: "input", input },
	);
	evaluation.inputs.set(input.identity, value);
	return value;
}

/** Whoever takes the library of an input is taken at his word that it has one; whoever asks is told of the doubt. */
function foreignOutputs(evaluation: Evaluation, tree: Tree, input: FlakeInput): ReadonlyMap<string, Slot> {
	if (input.url?.includes("nixpkgs.lib")) return record({ lib: new Thunk(() => evaluation.library(tree)) }).entries;
	if (isProject(input, "home-manager")) return record({ lib: new Thunk(() => homeManagerLibrary(input)) }).entries;
	const doubt = unknown(`whether the input ‘${input.name}’ has a library is not known`);
	const lib = { thunk: new Thunk(() => foreignLibrary(input)), definedAt: undefined, doubt };
	const own = input.url?.includes("import-tree") ? record({ __functor: importTree }).entries : [];
	return new Map([["lib", lib], ...own]);
}

function nixpkgsOutputs(evaluation: Evaluation, tree: Tree): ReadonlyMap<string, Slot> {
	return record({
		lib: new Thunk(() => evaluation.library(tree)),
		legacyPackages: legacyPackages(evaluation, tree, defaultSystems),
	}).entries;
}

/**
 * The library of an input that is not nixpkgs. An input is not read, so its functions are told by their names, and
 * where other projects have such names too, by the project. A host that one of them makes gets its packages from the
 * nixpkgs that the input itself has.
 */
function foreignLibrary(input: FlakeInput): Attrs {
	const source = nixpkgsOf(input);
	const hosts: Readonly<Record<string, Primitive>> = {
		darwinSystem: hostFunction("darwin", source),
		homeManagerConfiguration: hostFunction("home-manager", source),
		nixOnDroidConfiguration: hostFunction("nix-on-droid", source),
	};
	const own = Object.entries(projects).filter(([project]) => isProject(input, project));
	return record(
		Object.assign(
			{},
			hosts,
			isProject(input, "flake-utils") ? flakeUtils(input.inputs.get("flake-utils")?.() ?? input) : {},
			isProject(input, "nixos-raspberrypi") ? raspberryPiHosts(source) : {},
			...own.map(([, functions]) => functions),
		),
		unknown(`a function of the input ‘${input.name}’`, `${input.identity}.lib`),
	);
}

/** All of home-manager's library: flakes join it to that of nixpkgs, which must not seem to have any other function anew. */
function homeManagerLibrary(input: FlakeInput): Attrs {
	return record({
		homeManagerConfiguration: hostFunction("home-manager", nixpkgsOf(input)),
		hm: unknown(`a function of the input ‘${input.name}’`, `${input.identity}.lib.hm`),
	});
}

function isProject({ name, url }: FlakeInput, project: string): boolean {
	return `${name} ${url}`.includes(project);
}

/** The nixpkgs that an input's own functions use. */
function nixpkgsOf(input: FlakeInput): Tree {
	return { kind: "input", input: input.inputs.get("nixpkgs")?.() ?? broughtNixpkgs(input) };
}

/** The nixpkgs that an input brings, where no lock tells which it is. */
function broughtNixpkgs(input: FlakeInput): FlakeInput {
	return {
		name: `${input.name}/nixpkgs`,
		identity: `${input.identity}/nixpkgs`,
		isNixpkgs: true,
		url: undefined,
		rev: undefined,
		lastModified: undefined,
		definedAt: undefined,
		inputs: new Map(),
	};
}

/** What the libraries of well-known projects hold, by what their names and URLs have in them. */
const projects: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
	"flake-parts": {
		mkFlake: two((evaluation, argument, module, at) => flakeParts(evaluation, argument, module, at)),
		importApply,
	},
	haumea: { load: haumeaLoad },
	colmena: { makeHive },
};
