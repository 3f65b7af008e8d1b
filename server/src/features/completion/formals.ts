import { instanceOf } from "../../flake/instance.ts";
import { isPackageFile } from "../../instances/folders.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { perSystemArguments } from "../../nixpkgs/host-arguments.ts";
import { staticPath, unwrappedParent } from "../../syntax/attrs.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { explanation, plainType } from "../entry-markdown.ts";
import { type Completion, plain } from "./completion-item.ts";
import { argumentDetail, argumentMarkdown, type ModuleArgument, moduleArguments } from "./module-arguments.ts";
import { inputNames } from "./sources.ts";

/** What every module gets, with what it is. */
const ownArguments: readonly (readonly [name: string, detail: string])[] = [
	["config", "what all modules together define"],
	["lib", "nixpkgs’ library"],
	["pkgs", "the package set of the host"],
	["options", "the declarations of all options"],
	["modulesPath", "the folder of the module system’s own modules"],
];

/** The names that a function may still take: inputs for a flake's outputs, or what hosts give their modules. */
export function formals(inventory: Inventory, path: string, lambda: Lambda): readonly Completion[] {
	const taken = new Set(lambda.formals?.formals.map(({ name }) => name));
	return allFormals(inventory, path, lambda).filter(({ label }) => !taken.has(label));
}

function allFormals(inventory: Inventory, path: string, lambda: Lambda): readonly Completion[] {
	const outer = unwrappedParent(lambda);
	const name = outer?.kind === "binding" ? staticPath(outer.path)?.at(-1) : undefined;
	if (name === "outputs" && path.endsWith("/flake.nix")) {
		return inputNames(inventory, path);
	}
	if (name === "perSystem") return perSystemNames();
	const isModule = (outer === undefined && !isPackageFile(path)) || outer?.kind === "list";
	return isModule && readsAsModule(lambda) ? moduleNames(inventory, path) : [];
}

/** The value of a file may be anything: a package takes functions that make packages. */
function readsAsModule({ formals }: Lambda): boolean {
	const names = formals?.formals.map(({ name }) => name) ?? [];
	if (names.some((name) => /^(stdenv.*|callPackage|fetch[A-Z].*|fetchurl|mk[A-Z].*|build[A-Z].*)$/.test(name)))
		return false;
	return formals?.ellipsis !== undefined || names.some((name) => /^(config|pkgs|options)$/.test(name));
}

function moduleNames(inventory: Inventory, path: string): readonly Completion[] {
	const found = [...moduleArguments(inventory, path).values()];
	const special = found
		.sort((one, other) => rank(one) - rank(other))
		.map((argument) => ({
			label: argument.name,
			kind: "argument" as const,
			detail: argumentDetail(argument),
			newText: argument.name,
			documented: { markdown: argumentMarkdown(argument) },
		}));
	const given = new Set(special.map(({ label }) => label));
	const own = ownArguments.filter(([name]) => !given.has(name));
	return [...special, ...own.flatMap(([name, detail]) => plain([name], { kind: "argument", detail }))];
}

/** Package sets and inputs are asked for most. */
function rank({ name, values }: ModuleArgument): number {
	return values.some((value) => instanceOf(value) !== undefined) ? 0 : name === "inputs" ? 1 : 2;
}

function perSystemNames(): readonly Completion[] {
	const current = [...perSystemArguments.values()].filter(({ standing }) => standing === "current");
	return current.map((entry) => ({
		label: entry.name,
		kind: "argument" as const,
		detail: plainType(entry),
		newText: entry.name,
		documented: { markdown: explanation(entry) },
	}));
}
