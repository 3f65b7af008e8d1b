import type { Inventory } from "../../instances/inventory.ts";
import { unwrappedParent } from "../../instances/shapes.ts";
import { perSystemArguments } from "../../nixpkgs/host-arguments.ts";
import { staticPath } from "../../syntax/attrs.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { entryMarkdown } from "../entry-markdown.ts";
import { type Completion, plain } from "./completion-item.ts";
import { argumentDetail, argumentMarkdown, moduleArguments } from "./module-arguments.ts";
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
		return [...inputNames(inventory, path), ...plain(["self"], { kind: "input", detail: "the flake itself" })];
	}
	if (name === "perSystem") return perSystemNames();
	return readsAsModule(lambda) && (outer === undefined || outer.kind === "list") ? moduleNames(inventory, path) : [];
}

/** The value of a file that takes no argument of a module may be anything, such as a package. */
function readsAsModule({ formals }: Lambda): boolean {
	const isTelling = (name: string) => name === "config" || name === "pkgs" || name === "options";
	return formals?.ellipsis !== undefined || (formals?.formals.some(({ name }) => isTelling(name)) ?? false);
}

function moduleNames(inventory: Inventory, path: string): readonly Completion[] {
	const special = [...moduleArguments(inventory, path).values()].map((argument) => ({
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

function perSystemNames(): readonly Completion[] {
	const current = [...perSystemArguments.values()].filter(({ standing }) => standing === "current");
	return current.map((entry) => ({
		label: entry.name,
		kind: "argument" as const,
		detail: entry.type,
		newText: entry.name,
		documented: { markdown: entryMarkdown(entry) },
	}));
}
