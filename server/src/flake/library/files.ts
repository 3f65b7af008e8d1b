import { workspaceTree } from "../brand.ts";
import type { Evaluation } from "../evaluation.ts";
import { importFromTree } from "../nixpkgs-files.ts";
import { folderOf, toText } from "../paths.ts";
import type { PathValue, Primitive, Slot, Thunk, Value } from "../value.ts";
import { attrs, each, list, ready, scalar, string, unknown } from "../value.ts";
import type { EntryKind } from "../workspace.ts";
import { one, two } from "./define.ts";
import { fromJson } from "./json.ts";

/** Functions that read the workspace's files, by name. */
export const files: Readonly<Record<string, Primitive>> = {
	import: one((evaluation, x) => importValue(evaluation, x.force())),
	pathExists: one((evaluation, x) =>
		inWorkspace(x, ({ path }) => scalar(evaluation.snapshot.kind(path) !== undefined)),
	),
	readDir: one((evaluation, x) => inWorkspace(x, ({ path }) => readDir(evaluation, path))),
	readFile: one((evaluation, x) =>
		inWorkspace(x, ({ path }) => {
			const text = evaluation.snapshot.text(path);
			return text === undefined ? unknown("the file is not read") : string(text);
		}),
	),
	fromJSON: one((_, x) =>
		each(x.force(), (value) => (value.kind === "string" ? fromJson(value.value) : unknown("text that is not known"))),
	),
	dirOf: one((_, x) =>
		each(x.force(), (value) =>
			value.kind === "path" ? { ...value, path: folderOf(value.path) } : unknown("the folder of a text"),
		),
	),
	listFilesRecursive: one((evaluation, x) => inWorkspace(x, ({ path }) => listFiles(evaluation, path))),
	path: one((_, x) =>
		each(x.force(), (value) =>
			value.kind === "attrs" ? (value.entries.get("path")?.thunk.force() ?? unknown("no path")) : unknown("no path"),
		),
	),
	cleanSource: one((_, x) => x.force()),
	toPath: one((_, x) => x.force()),
	append: two((_, folder, sub) =>
		each(folder.force(), (value) =>
			value.kind === "path" ? appendStep(value, sub) : unknown("the path is not known"),
		),
	),
};

function appendStep(folder: PathValue, sub: Thunk): Value {
	const step = sub.force();
	if (step.kind !== "string") return unknown("the path is computed");
	const path = `${folder.path === "/" ? "" : folder.path}/${step.value.replace(/^\.?\//, "")}`;
	return { ...folder, path };
}

/** `import` of a path, of a set that has one, or of what a text names. */
function importValue(evaluation: Evaluation, value: Value): Value {
	return each(toText(value, false), (path) => {
		if (path.kind !== "path") return path.kind === "unknown" ? path : unknown("the imported path is a text");
		if (path.tree.kind !== "workspace") return importFromTree(evaluation, path.tree, path.path);
		return evaluation.file(path.path)?.force() ?? unknown(`there is no Nix file ${path.path}`);
	});
}

function inWorkspace(x: Thunk, f: (path: PathValue) => Value): Value {
	return each(toText(x.force(), false), (value) => {
		if (value.kind === "path" && value.tree === workspaceTree) return f(value);
		return value.kind === "unknown" ? value : unknown("a file outside of the workspace");
	});
}

function readDir(evaluation: Evaluation, path: string): Value {
	const children = evaluation.snapshot.list(path);
	if (children === undefined) return unknown(`there is no folder ${path}`);
	const entries = new Map<string, Slot>();
	for (const [name, kind] of children)
		entries.set(name, { thunk: ready(string(typeName(kind))), definedAt: undefined });
	return attrs(entries);
}

function typeName(kind: EntryKind): string {
	return kind === "folder" ? "directory" : "regular";
}

function listFiles(evaluation: Evaluation, folder: string): Value {
	const found: Thunk[] = [];
	for (const path of walk(evaluation, folder))
		found.push(ready({ kind: "path", tree: workspaceTree, path, string: false }));
	return list(found);
}

/** All files below a folder, in the order of their paths. */
export function* walk(evaluation: Evaluation, folder: string): Generator<string> {
	const children = evaluation.snapshot.list(folder);
	for (const [name, kind] of [...(children ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const path = `${folder === "/" ? "" : folder}/${name}`;
		if (kind === "folder") yield* walk(evaluation, path);
		else yield path;
	}
}
