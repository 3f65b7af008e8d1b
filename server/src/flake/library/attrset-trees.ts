import { branch, each } from "../choices.ts";
import { concat } from "../concat.ts";
import type { Evaluation } from "../evaluation.ts";
import { attribute, attributeOr, hasAttribute } from "../select.ts";
import type { CallSite, List, Value } from "../value.ts";
import { attrs, because, booleanOf, list, ready, scalar, string, Thunk, unknown } from "../value.ts";
import { filterAttrs, mapAttrs, sorted } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { call, stringList, texts, three, two } from "./define.ts";

/** Functions on attribute sets within attribute sets, of nixpkgs' `lib.attrsets`. */
export const attrsetTrees: Functions = {
	attrByPath: three((_, path, fallback, set) =>
		texts(path, (names) => attributeOr(set.force(), names, () => fallback.force())),
	),
	hasAttrByPath: two((_, path, set) => texts(path, (names) => hasAttribute(set.force(), names))),
	getAttrFromPath: two((_, path, set) =>
		texts(path, (names) =>
			names.reduce((value, name) => attribute(value, name) ?? unknown(`there is no attribute ‘${name}’`), set.force()),
		),
	),
	setAttrByPath: two((_, path, value) => texts(path, (names) => names.reduceRight(within, value).force())),
	mapAttrsRecursive: two((evaluation, f, set, at) =>
		mapTree(
			set.force(),
			[],
			() => scalar(true),
			(path, value) => call(evaluation, f, at, path, value),
		),
	),
	mapAttrsRecursiveCond: three((evaluation, condition, f, set, at) =>
		mapTree(
			set.force(),
			[],
			(set) => call(evaluation, condition, at, set),
			(path, value) => call(evaluation, f, at, path, value),
		),
	),
	mapAttrsToListRecursive: two((evaluation, f, set, at) =>
		leaves(set.force(), [], (path, value) => call(evaluation, f, at, path, value)),
	),
	filterAttrsRecursive: two((evaluation, f, set, at) =>
		filterTree(set.force(), (name, value) => call(evaluation, f, at, ready(string(name)), value)),
	),
	collect: two((evaluation, f, set, at) => collect(evaluation, f, set, at, 0)),
};

function within(inner: Thunk, name: string): Thunk {
	return ready(attrs(new Map([[name, { thunk: inner, definedAt: undefined }]])));
}

/** `f` of every value that is no set, or a set for which `goesOn` is false, with the path of names that leads to it. */
function mapTree(
	tree: Value,
	path: readonly string[],
	goesOn: (set: Thunk) => Value,
	f: (path: Thunk, value: Thunk) => Value,
): Value {
	return mapAttrs(tree, (name, value) =>
		each(name.force(), (name) => {
			if (name.kind !== "string") return unknown("an attribute's name is computed");
			const here = [...path, name.value];
			const leaf = () => f(ready(stringList(here)), value);
			return each(value.force(), (set) => {
				if (set.kind === "unknown") return because(set);
				if (set.kind !== "attrs") return leaf();
				return branch(goesOn(ready(set)), () => mapTree(set, here, goesOn, f), leaf);
			});
		}),
	);
}

/** `f` of every value that is no set, in order, with the path of names that leads to it. */
function leaves(tree: Value, path: readonly string[], f: (path: Thunk, value: Thunk) => Value): List {
	if (tree.kind !== "attrs" || path.length > maxTreeDepth) return list([], unsure, true);
	const found = sorted(tree).map(([name, { thunk }]) => {
		const here = [...path, name];
		const value = thunk.force();
		const isLeaf = value.kind !== "attrs" && value.kind !== "unknown" && value.kind !== "choice";
		return isLeaf ? list([new Thunk(() => f(ready(stringList(here)), thunk))]) : leaves(value, here, f);
	});
	const joined = concat(found);
	return tree.open === undefined ? joined : list(joined.items, because(tree.open), false);
}

function filterTree(tree: Value, f: (name: string, value: Thunk) => Value): Value {
	return mapAttrs(filterAttrs(tree, f), (_, value) =>
		each(value.force(), (value) => {
			if (value.kind === "unknown") return because(value);
			return value.kind === "attrs" ? filterTree(value, f) : value;
		}),
	);
}

/** The values for which `f` is true, in sets at any depth. */
function collect(evaluation: Evaluation, f: Thunk, tree: Thunk, at: CallSite | undefined, depth: number): List {
	const value = tree.force();
	const matches = booleanOf(call(evaluation, f, at, tree));
	if (matches === true) return list([tree]);
	if (matches === undefined || value.kind === "unknown" || value.kind === "choice") return list([], unsure, true);
	if (value.kind !== "attrs") return list([]);
	if (depth > maxTreeDepth || !evaluation.step()) return list([], unsure, true);
	const found = concat(sorted(value).map(([, { thunk }]) => collect(evaluation, f, thunk, at, depth + 1)));
	return value.open === undefined ? found : list([], because(value.open), true);
}

/** Deeper sets may contain themselves. */
const maxTreeDepth = 40;
const unsure = unknown("a part of the set is not known");
