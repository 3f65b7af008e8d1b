import { formalsOf } from "../syntax/formals.ts";
import { pathIn } from "../text/path.ts";
import { workspaceTree } from "./brand.ts";
import { alternatives } from "./choices.ts";
import type { Evaluation } from "./evaluation.ts";
import { itemsOf, one, two } from "./library/define.ts";
import { walk } from "./library/files.ts";
import { update } from "./operators.ts";
import { attribute } from "./select.ts";
import { attrs, list, type Primitive, ready, record, type Slot, Thunk, unknown, type Value } from "./value.ts";

/** vic/import-tree called with a folder, or a list of them: a module that imports every Nix file below. */
export const importTree: Primitive = two((evaluation, _self, folders) => {
	const value = folders.force();
	const roots = value.kind === "list" ? itemsOf(value).items.map((item) => item.force()) : [value];
	const imports = roots.flatMap((root) => {
		if (root.kind !== "path" || root.tree !== workspaceTree) return [ready(root)];
		return nixFiles(evaluation, root.path).map((path) => ready(pathValue(path)));
	});
	return record({ imports: list(imports) });
});

/** The Nix files below a folder but for those whose path has a step that begins with `_`, as import-tree takes them. */
function nixFiles(evaluation: Evaluation, folder: string): readonly string[] {
	const all = [...walk(evaluation, folder)].filter((path) => path.endsWith(".nix"));
	return all.filter((path) => !path.slice(folder.length).includes("/_"));
}

/** `haumea.lib.load`: a set of the files below a folder, each called with those of the inputs that it names. */
export const haumeaLoad: Primitive = one((evaluation, argument) => {
	const source = attribute(argument.force(), "src");
	const custom = ["loader", "transformer"].some((name) => attribute(argument.force(), name) !== undefined);
	if (source?.kind !== "path" || source.tree !== workspaceTree || custom)
		return unknown("what haumea loads is not known");
	const inputs = new Thunk(() => attribute(argument.force(), "inputs") ?? record({}));
	return loadFolder(evaluation, source.path, inputs);
});

function loadFolder(evaluation: Evaluation, folder: string, inputs: Thunk): Value {
	const entries = new Map<string, Slot>();
	for (const [file, kind] of evaluation.snapshot.list(folder) ?? []) {
		const path = pathIn(folder, file);
		if (kind === "folder") put(entries, file, new Thunk(() => loadFolder(evaluation, path, inputs)));
		else if (kind === "nix")
			put(entries, file.replace(/\.nix$/, ""), new Thunk(() => loadFile(evaluation, path, inputs)));
	}
	return attrs(entries);
}

function put(entries: Map<string, Slot>, name: string, thunk: Thunk): void {
	entries.set(name.replace(/^_+/, ""), { thunk, definedAt: undefined });
}

/** A file that is a function is called with what it names, of the inputs and of haumea's own `self`, `super`, `root`. */
function loadFile(evaluation: Evaluation, path: string, inputs: Thunk): Value {
	const file = evaluation.file(path);
	const value = file?.force() ?? unknown(`there is no Nix file ${path}`);
	if (value.kind !== "closure") return value;
	const own = record(Object.fromEntries(["self", "super", "root"].map((name) => [name, unknown("haumea's own tree")])));
	const given = update(alternatives(inputs.force())[0] ?? record({}), own);
	const wanted = new Set(formalsOf(value.lambda).map(({ name }) => name));
	const kept = given.kind === "attrs" ? [...given.entries].filter(([name]) => wanted.has(name)) : [];
	const argument = attrs(new Map(kept), given.kind === "attrs" ? given.open : unknown("haumea's inputs are not known"));
	return evaluation.apply(value, ready(argument), undefined);
}

function pathValue(path: string): Value {
	return { kind: "path", tree: workspaceTree, path, string: false };
}
