import { folderOf, resolvePath } from "../../text/path.ts";
import { each } from "../choices.ts";
import { spelling } from "../paths.ts";
import type { PathValue, Value } from "../value.ts";
import { because, scalar, string, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { one, two } from "./define.ts";

/** Functions on the beginnings and ends of texts, which may be paths, of `builtins` and of nixpkgs' `lib.strings`. */
export const affixes: Functions = {
	hasPrefix: two((_, prefix, x) => onTexts(prefix.force(), x.force(), (prefix, x) => scalar(x.startsWith(prefix)))),
	hasSuffix: two((_, suffix, x) =>
		each(x.force(), (x) => {
			if (x.kind === "path") return onTexts(suffix.force(), string(""), (suffix) => pathEndsWith(x, suffix));
			return onTexts(suffix.force(), x, (suffix, x) => scalar(x.endsWith(suffix)));
		}),
	),
	hasInfix: two((_, infix, x) =>
		each(x.force(), (x) => {
			if (x.kind === "path") return onTexts(infix.force(), string(""), (infix) => pathIncludes(x, infix));
			return onTexts(infix.force(), x, (infix, x) => scalar(x.includes(infix)));
		}),
	),
	removePrefix: two((_, prefix, x) =>
		each(x.force(), (whole) =>
			onTexts(prefix.force(), whole, (prefix, x) => (x.startsWith(prefix) ? string(x.slice(prefix.length)) : whole)),
		),
	),
	removeSuffix: two((_, suffix, x) =>
		onTexts(suffix.force(), x.force(), (suffix, x) =>
			string(x.endsWith(suffix) ? x.slice(0, x.length - suffix.length) : x),
		),
	),
};

/** Functions that take paths apart, of `builtins` and of nixpkgs' `lib.filesystem`. */
export const pathSteps: Functions = {
	baseNameOf: one((_, x) => each(x.force(), baseName)),
	dirOf: one((_, x) => each(x.force(), directory)),
};

/** Applies `f` to two texts; to those of two paths of one tree without the tree's folder, which begins both. */
function onTexts(a: Value, b: Value, f: (a: string, b: string) => Value): Value {
	return each(a, (a) =>
		each(b, (b) => {
			if (a.kind === "unknown") return because(a);
			if (b.kind === "unknown") return because(b);
			if (a.kind === "string" && b.kind === "string") return f(a.value, b.value);
			const alike = a.kind === "path" && b.kind === "path" && a.tree === b.tree && isPlain(a) && isPlain(b);
			return alike ? f(spelling(a), spelling(b)) : unknown("the text of a path");
		}),
	);
}

/** True for a string that names a path where it is, and no copy of it. */
function isPlain({ string, copied }: PathValue): boolean {
	return string && copied === undefined;
}

/** What a path certainly ends with as a text. A path is copied to the store for it, under its own name. */
function ending(path: PathValue): string {
	if (path.string) return spelling(path).slice(path.copied?.length ?? 0);
	return path.path === "/" ? "" : `-${path.path.slice(path.path.lastIndexOf("/") + 1)}`;
}

function pathEndsWith(path: PathValue, suffix: string): Value {
	const end = ending(path);
	if (end.endsWith(suffix)) return scalar(true);
	return end.length >= suffix.length ? scalar(false) : unknown("the whole text of a path");
}

/** Flakes are evaluated in the store, so that what comes before is of the form `/nix/store/…-source`. */
function pathIncludes(path: PathValue, infix: string): Value {
	const end = ending(path);
	if (end.includes(infix)) return scalar(true);
	for (let at = 1; at <= infix.length; at++) {
		if (!/^[a-z0-9/-]+$/.test(infix.slice(0, at))) break;
		if (end.startsWith(infix.slice(at))) return unknown("the whole text of a path");
	}
	return scalar(false);
}

function baseName(value: Value): Value {
	if (value.kind === "unknown") return because(value);
	if (value.kind === "string") return string(lastStep(value.value));
	if (value.kind !== "path") return unknown("the last step of what is no path");
	const isNamed = value.path !== "/" && value.path !== value.copied;
	return isNamed ? string(lastStep(spelling(value))) : unknown("the name of a tree is not known");
}

function lastStep(text: string): string {
	const end = text.endsWith("/") ? text.length - 1 : text.length;
	return text.slice(text.lastIndexOf("/", end - 1) + 1, end);
}

function directory(value: Value): Value {
	if (value.kind === "unknown") return because(value);
	if (value.kind === "string") {
		const slash = value.value.lastIndexOf("/");
		return string(slash < 0 ? "." : value.value.slice(0, slash) || "/");
	}
	if (value.kind !== "path" || value.path === "/" || value.path === value.copied)
		return unknown("what is above a tree");
	if (!value.string) return { ...value, path: folderOf(value.path) };
	const spelled = spelling(value).slice(0, spelling(value).lastIndexOf("/"));
	const path = resolvePath("/", spelled);
	return path === undefined ? unknown("what is above a tree") : { ...value, path, spelled };
}
