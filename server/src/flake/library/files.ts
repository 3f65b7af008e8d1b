import { compareText } from "../../text/order.ts";
import { pathIn } from "../../text/path.ts";
import { workspaceTree } from "../brand.ts";
import { each, pairwise } from "../choices.ts";
import type { Evaluation } from "../evaluation.ts";
import { importFromTree } from "../nixpkgs-files.ts";
import { plus } from "../operators.ts";
import { toText } from "../paths.ts";
import type { EntryKind } from "../snapshot.ts";
import type { PathValue, Slot, Thunk, Value } from "../value.ts";
import { attrs, because, list, ready, record, scalar, string, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { expecting, one, two } from "./define.ts";
import { fromJson } from "./json.ts";

/** Functions that give files of the workspace, of `builtins` alone. */
export const files: Functions = {
	import: one((evaluation, x) => importValue(evaluation, x.force())),
	path: one((_, x) =>
		expecting("attrs", x.force(), ({ entries }) => {
			const given = entries.get("path");
			const isWhole = [...entries.keys()].every((name) => name === "path" || name === "sha256");
			return given !== undefined && isWhole ? toText(given.thunk.force(), true) : unknown("a part of a folder");
		}),
	),
	toPath: one((_, x) =>
		expecting("path", x.force(), (path) => (path.string ? unknown("a path as text") : { ...path, string: true })),
	),
};

/** Functions that read files, of `builtins` and of nixpkgs' `lib.trivial`. */
export const fileReaders: Functions = {
	pathExists: one((evaluation, x) => onKind(evaluation, x, (kind) => scalar(kind !== undefined))),
	readFile: one((evaluation, x) => textOf(evaluation, x, string)),
};

/** Functions that look into folders, of `builtins` and of nixpkgs' `lib.filesystem`. */
export const filesystem: Functions = {
	readDir: one((evaluation, x) => inWorkspace(x, ({ path }) => readDir(evaluation, path))),
	readFileType: one((evaluation, x) =>
		onKind(evaluation, x, (kind) => (kind === undefined ? unknown("there is no such file") : string(typeName(kind)))),
	),
	pathIsDirectory: one((evaluation, x) => onKind(evaluation, x, (kind) => scalar(kind === "folder"))),
	pathIsRegularFile: one((evaluation, x) =>
		onKind(evaluation, x, (kind) => scalar(kind !== undefined && kind !== "folder")),
	),
	listFilesRecursive: one((evaluation, x) => inWorkspace(x, (folder) => list(listFiles(evaluation, folder)))),
};

/** `lib.importJSON`. */
export const importJSON = one((evaluation, x) => textOf(evaluation, x, fromJson));

/** `lib.fileContents`. */
export const fileContents = one((evaluation, x) => textOf(evaluation, x, (text) => string(text.replace(/\n$/, ""))));

/** `lib.cleanSource`. */
export const cleanSource = one((_, x) =>
	each(x.force(), (source) => {
		if (source.kind !== "path") return source.kind === "unknown" ? because(source) : unknown("a source");
		const outPath: PathValue = { ...source, string: true, copied: source.path };
		return record({ outPath, _isLibCleanSourceWith: scalar(true) }, unknown("how a source is filtered"));
	}),
);

/** `lib.path.append`. */
export const appendPath = two((_, folder, step) => plus(folder.force(), plus(string("/"), step.force())));

/** `lib.path.hasPrefix`: whether a path is a folder of another one, or the same. */
export const hasPathPrefix = two((_, folder, path) =>
	pairwise(folder.force(), path.force(), (a, b) => {
		if (a.kind !== "path" || b.kind !== "path" || a.string || b.string) return unknown("two paths are expected");
		if (a.tree !== b.tree) return unknown("two paths of different trees");
		return scalar(a.path === "/" || a.path === b.path || b.path.startsWith(`${a.path}/`));
	}),
);

/** `import` of a path, of a set that has one, or of what a text names. */
export function importValue(evaluation: Evaluation, value: Value): Value {
	return each(toText(value, false), (path) => {
		if (path.kind !== "path") return path.kind === "unknown" ? path : unknown("the imported path is a text");
		if (path.tree.kind !== "workspace") return importFromTree(evaluation, path.tree, path.path);
		return evaluation.file(path.path)?.force() ?? unknown(`there is no Nix file ${path.path}`);
	});
}

function inWorkspace(x: Thunk, f: (path: PathValue) => Value): Value {
	return each(toText(x.force(), false), (value) => {
		if (value.kind === "path" && value.tree === workspaceTree) return f(value);
		return value.kind === "unknown" ? because(value) : unknown("a file outside of the workspace");
	});
}

function onKind(evaluation: Evaluation, x: Thunk, f: (kind: EntryKind | undefined) => Value): Value {
	return inWorkspace(x, ({ path }) => f(evaluation.snapshot.kind(path)));
}

function typeName(kind: EntryKind): string {
	return kind === "folder" ? "directory" : "regular";
}

function textOf(evaluation: Evaluation, x: Thunk, f: (text: string) => Value): Value {
	return inWorkspace(x, ({ path }) => {
		const text = evaluation.snapshot.quote(path);
		return text === undefined ? unknown("the file is not read") : f(text);
	});
}

function readDir(evaluation: Evaluation, path: string): Value {
	const children = evaluation.snapshot.list(path);
	if (children === undefined) return unknown(`there is no folder ${path}`);
	const entries = new Map<string, Slot>();
	for (const [name, kind] of children) {
		entries.set(name, { thunk: ready(string(typeName(kind))), definedAt: undefined });
	}
	return attrs(entries);
}

/** The files below a folder, as paths or as strings, whichever the folder is given as. */
function listFiles(evaluation: Evaluation, folder: PathValue): Thunk[] {
	const start = folder.path === "/" ? 0 : folder.path.length;
	return [...walk(evaluation, folder.path)].map((path) => ready(plus(folder, string(path.slice(start)))));
}

/** All files below a folder, in the order of their paths. */
export function* walk(evaluation: Evaluation, folder: string): Generator<string> {
	const children = evaluation.snapshot.list(folder);
	for (const [name, kind] of [...(children ?? [])].sort(([a], [b]) => compareText(a, b))) {
		const path = pathIn(folder, name);
		if (kind === "folder") yield* walk(evaluation, path);
		else yield path;
	}
}
