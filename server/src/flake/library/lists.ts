import { branch, each } from "../choices.ts";
import { concat, doubtOf, unknownItems } from "../concat.ts";
import type { Evaluation } from "../evaluation.ts";
import type { CallSite, List, Value } from "../value.ts";
import { because, booleanOf, list, ready, record, scalar, Thunk, unknown } from "../value.ts";
import { call, closed, expecting, type Functions, integer, itemsOf, one, three, two } from "./define.ts";
import { isOfType } from "./general.ts";

/** Functions that make, take apart and fold lists, of `builtins` and of nixpkgs' `lib.lists`. */
export const lists: Functions = {
	isList: one((_, x) => isOfType(x.force(), "list")),
	map: two((evaluation, f, xs, at) => mapItems(xs.force(), (x) => call(evaluation, f, at, x))),
	imap0: two((evaluation, f, xs, at) => indexed(evaluation, f, xs, at, 0)),
	imap1: two((evaluation, f, xs, at) => indexed(evaluation, f, xs, at, 1)),
	forEach: two((evaluation, xs, f, at) => mapItems(xs.force(), (x) => call(evaluation, f, at, x))),
	filter: two((evaluation, f, xs, at) => filter(xs.force(), (x) => call(evaluation, f, at, x))),
	concatLists: one((_, xss) => flattenOnce(itemsOf(xss.force()))),
	concatMap: two((evaluation, f, xs, at) =>
		flattenOnce(itemsOf(mapItems(xs.force(), (x) => call(evaluation, f, at, x)))),
	),
	flatten: one((evaluation, x) => flatten(evaluation, x, 0)),
	optional: two((_, condition, x) =>
		branch(
			condition.force(),
			() => list([x]),
			() => list([]),
		),
	),
	optionals: two((_, condition, xs) =>
		branch(
			condition.force(),
			() => xs.force(),
			() => list([]),
		),
	),
	singleton: one((_, x) => list([x])),
	toList: one((_, x) =>
		each(x.force(), (value) => {
			if (value.kind === "unknown") return because(value);
			return value.kind === "list" ? value : list([ready(value)]);
		}),
	),
	head: one((_, xs) => item(xs, 0)),
	last: one((_, xs) => item(xs, -1)),
	elemAt: two((_, xs, n) => integer(n, (n) => (n < 0n ? empty : item(xs, Number(n))))),
	tail: one((_, xs) => nonempty(xs, (items) => items.slice(1))),
	init: one((_, xs) => nonempty(xs, (items) => items.slice(0, -1))),
	take: two((_, n, xs) => slice(xs, n, (items, n) => items.slice(0, n))),
	drop: two((_, n, xs) => slice(xs, n, (items, n) => items.slice(n))),
	sublist: three((_, start, count, xs) =>
		integer(start, (start) =>
			start < 0n ? empty : slice(xs, count, (items, count) => items.slice(Number(start), Number(start) + count)),
		),
	),
	length: one((_, xs) => closed(xs.force(), (items) => scalar(BigInt(items.length)))),
	genList: two((evaluation, f, n, at) => generate(0n, n, (index) => call(evaluation, f, at, ready(scalar(index))))),
	range: two((_, first, last) =>
		integer(first, (first) => integer(last, (last) => generate(first, ready(scalar(last - first + 1n)), scalar))),
	),
	replicate: two((_, n, x) => generate(0n, n, () => x.force())),
	reverseList: one((_, xs) =>
		expecting("list", xs.force(), ({ items, open, certain }) => list(items.toReversed(), open, certain)),
	),
	zipLists: two((_, xs, ys) => zip(xs, ys, (fst, snd) => record({ fst, snd }))),
	zipListsWith: three((evaluation, f, xs, ys, at) => zip(xs, ys, (x, y) => call(evaluation, f, at, x, y))),
};

const empty = unknown("the list has no such item");
/** Longer lists than this are not made from a number. */
const maxGenerated = 1000n;

/** A list with `f` applied to each item when it is asked for. */
export function mapItems(xs: Value, f: (x: Thunk) => Value): Value {
	return expecting("list", xs, ({ items, open, certain }) =>
		list(
			items.map((x) => new Thunk(() => f(x))),
			open,
			certain,
		),
	);
}

/** A list of the items for which `f` is true, or may be. */
export function filter(xs: Value, f: (x: Thunk) => Value): Value {
	return expecting("list", xs, ({ items, open, certain }) => {
		const kept: Thunk[] = [];
		let [doubt, sure] = [open, certain];
		for (const item of items) {
			const keep = booleanOf(f(item));
			if (keep !== false) kept.push(item);
			if (keep === undefined) {
				doubt ??= unknown("the list is filtered by a condition that is not known");
				sure = false;
			}
		}
		return list(kept, doubt, sure);
	});
}

function item(xs: Thunk, index: number): Value {
	return closed(xs.force(), (items) => items.at(index)?.force() ?? empty);
}

function nonempty(xs: Thunk, f: (items: readonly Thunk[]) => Thunk[]): Value {
	return closed(xs.force(), (items) => (items.length > 0 ? list(f(items)) : empty));
}

function slice(xs: Thunk, n: Thunk, f: (items: readonly Thunk[], n: number) => Thunk[]): Value {
	return integer(n, (n) => closed(xs.force(), (items) => (n < 0n ? empty : list(f(items, Number(n))))));
}

/** A list with `f` applied to the number of each item, counted from `from`, and the item. */
export function indexed(evaluation: Evaluation, f: Thunk, xs: Thunk, at: CallSite | undefined, from: number): Value {
	return closed(xs.force(), (items) =>
		list(items.map((x, index) => new Thunk(() => call(evaluation, f, at, ready(scalar(BigInt(index + from))), x)))),
	);
}

function generate(first: bigint, count: Thunk, f: (index: bigint) => Value): Value {
	return integer(count, (count) => {
		if (count > maxGenerated) return unknown("the list is too long to follow");
		return list(Array.from({ length: Number(count) }, (_, index) => new Thunk(() => f(first + BigInt(index)))));
	});
}

function zip(xs: Thunk, ys: Thunk, f: (x: Thunk, y: Thunk) => Value): Value {
	return closed(xs.force(), (left) =>
		closed(ys.force(), (right) =>
			list(left.slice(0, right.length).map((x, index) => new Thunk(() => f(x, right[index] ?? x)))),
		),
	);
}

function flattenOnce(lists: List): List {
	const inner = concat(lists.items.map((item) => item.force()));
	return { ...inner, ...doubtOf(lists, inner), certain: lists.certain && inner.certain };
}

function flatten(evaluation: Evaluation, x: Thunk, depth: number): List {
	const value = x.force();
	if (value.kind === "unknown") return { ...list([], because(value), true), ...unknownItems(value) };
	if (value.kind === "choice") return list([], unknown(value.reason), true);
	if (value.kind !== "list") return list([x]);
	if (depth > 40 || !evaluation.step()) return list([], unknown("nested too deeply to follow"), true);
	const inner = concat(value.items.map((item) => flatten(evaluation, item, depth + 1)));
	return { ...inner, ...doubtOf(value, inner), certain: value.certain && inner.certain };
}
