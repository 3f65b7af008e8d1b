import type { Evaluation } from "../evaluation.ts";
import { concat, equal } from "../operators.ts";
import type { CallSite, List, Primitive, Value } from "../value.ts";
import { booleanOf, branch, list, ready, scalar, Thunk, unknown } from "../value.ts";
import { call, expecting, itemsOf, one, three, two } from "./define.ts";

/** Functions on lists, of `builtins` and of nixpkgs' library, by name. */
export const lists: Readonly<Record<string, Primitive>> = {
	map: two((evaluation, f, xs, at) => mapItems(evaluation, xs.force(), (x) => call(evaluation, f, at, x))),
	imap0: two((evaluation, f, xs, at) => indexed(evaluation, f, xs, at, 0)),
	imap1: two((evaluation, f, xs, at) => indexed(evaluation, f, xs, at, 1)),
	forEach: two((evaluation, xs, f, at) => mapItems(evaluation, xs.force(), (x) => call(evaluation, f, at, x))),
	filter: two((evaluation, f, xs, at) => filter(evaluation, f, xs.force(), at)),
	partition: two((evaluation, f, xs, at) => partition(evaluation, f, xs.force(), at)),
	concatLists: one((_, xss) => flattenOnce(itemsOf(xss.force()))),
	concatMap: two((evaluation, f, xs, at) =>
		flattenOnce(itemsOf(mapItems(evaluation, xs.force(), (x) => call(evaluation, f, at, x)))),
	),
	flatten: one((_, xs) => flatten(xs)),
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
	toList: one((_, x) => {
		const value = x.force();
		return value.kind === "list" || value.kind === "unknown" || value.kind === "choice" ? value : list([x]);
	}),
	head: one((_, xs) => closed(xs.force(), ({ items }) => items[0]?.force() ?? unknown("the list is empty"))),
	last: one((_, xs) => closed(xs.force(), ({ items }) => items.at(-1)?.force() ?? unknown("the list is empty"))),
	tail: one((_, xs) =>
		closed(xs.force(), ({ items }) => (items.length > 0 ? list(items.slice(1)) : unknown("the list is empty"))),
	),
	init: one((_, xs) =>
		closed(xs.force(), ({ items }) => (items.length > 0 ? list(items.slice(0, -1)) : unknown("the list is empty"))),
	),
	elemAt: two((_, xs, n) =>
		closed(xs.force(), ({ items }) =>
			expecting("scalar", n.force(), ({ value }) => items[Number(value)]?.force() ?? unknown("the list is too short")),
		),
	),
	length: one((_, xs) => closed(xs.force(), ({ items }) => scalar(BigInt(items.length)))),
	elem: two((_, x, xs) => closed(xs.force(), ({ items }) => elem(x.force(), items))),
	any: two((evaluation, f, xs, at) => quantify(evaluation, f, xs, at, true)),
	all: two((evaluation, f, xs, at) => quantify(evaluation, f, xs, at, false)),
	"foldl'": three((evaluation, f, zero, xs, at) => foldLeft(evaluation, f, zero, xs, at)),
	foldl: three((evaluation, f, zero, xs, at) => foldLeft(evaluation, f, zero, xs, at)),
	foldr: three((evaluation, f, zero, xs, at) => foldRight(evaluation, f, zero, xs, at)),
	fold: three((evaluation, f, zero, xs, at) => foldRight(evaluation, f, zero, xs, at)),
	genList: two((evaluation, f, n, at) =>
		expecting("scalar", n.force(), ({ value }) => {
			const length = Number(value);
			if (!(length >= 0 && length <= 1000)) return unknown("the list is too long to follow");
			const item = (index: number) => new Thunk(() => call(evaluation, f, at, ready(scalar(BigInt(index)))));
			return list(Array.from({ length }, (_, index) => item(index)));
		}),
	),
	reverseList: one((_, xs) => expecting("list", xs.force(), ({ items, open }) => list(items.toReversed(), open))),
	unique: one((_, xs) => closed(xs.force(), ({ items }) => unique(items))),
	remove: two((_, x, xs) => closed(xs.force(), ({ items }) => without(items, [x]))),
	subtractLists: two((_, removed, xs) =>
		closed(removed.force(), ({ items: gone }) => closed(xs.force(), ({ items }) => without(items, gone))),
	),
	zipListsWith: three((evaluation, f, xs, ys, at) =>
		closed(xs.force(), (a) =>
			closed(ys.force(), (b) =>
				list(
					a.items
						.slice(0, b.items.length)
						.map((x, index) => new Thunk(() => call(evaluation, f, at, x, b.items[index] ?? x))),
				),
			),
		),
	),
};

/** Applies `f` to a list whose items are all known to be there. */
export function closed(value: Value, f: (value: List) => Value): Value {
	return expecting("list", value, (value) => value.open ?? f(value));
}

/** A list with `f` applied to each item when it is asked for. */
export function mapItems(_: Evaluation, xs: Value, f: (x: Thunk) => Value): Value {
	return expecting("list", xs, ({ items, open }) =>
		list(
			items.map((x) => new Thunk(() => f(x))),
			open,
		),
	);
}

function indexed(evaluation: Evaluation, f: Thunk, xs: Thunk, at: CallSite | undefined, from: number): Value {
	return closed(xs.force(), ({ items }) =>
		list(items.map((x, index) => new Thunk(() => call(evaluation, f, at, ready(scalar(BigInt(index + from))), x)))),
	);
}

function filter(evaluation: Evaluation, f: Thunk, xs: Value, at: CallSite | undefined): Value {
	return expecting("list", xs, ({ items, open }) => {
		const kept: Thunk[] = [];
		let doubt = open;
		for (const item of items) {
			const keep = booleanOf(call(evaluation, f, at, item));
			if (keep !== false) kept.push(item);
			if (keep === undefined) doubt ??= unknown("the list is filtered by a condition that is not known");
		}
		return list(kept, doubt);
	});
}

function partition(evaluation: Evaluation, f: Thunk, xs: Value, at: CallSite | undefined): Value {
	return closed(xs, ({ items }) => {
		const sides: { right: Thunk[]; wrong: Thunk[] } = { right: [], wrong: [] };
		for (const item of items) {
			const side = booleanOf(call(evaluation, f, at, item));
			if (side === undefined) return unknown("the list is split by a condition that is not known");
			(side ? sides.right : sides.wrong).push(item);
		}
		const slot = (items: Thunk[]) => ({ thunk: ready(list(items)), definedAt: undefined });
		const entries = new Map([
			["right", slot(sides.right)],
			["wrong", slot(sides.wrong)],
		]);
		return { kind: "attrs", entries, open: undefined, unnamed: [], brand: undefined };
	});
}

function flattenOnce({ items, open }: List): Value {
	const result = concat(items.map((item) => item.force()));
	return result.kind === "list" && open !== undefined ? list(result.items, open) : result;
}

function flatten(x: Thunk): Value {
	const value = x.force();
	if (value.kind !== "list")
		return value.kind === "unknown" || value.kind === "choice"
			? list([], unknown("a part of the list is not known"))
			: list([x]);
	const inner = concat(value.items.map(flatten));
	return inner.kind === "list" && value.open !== undefined ? list(inner.items, value.open) : inner;
}

/** Whether a list has an item equal to `x`, if that can be told. */
function elem(x: Value, items: readonly Thunk[]): Value {
	let doubt = false;
	for (const item of items) {
		const same = equal(x, item.force());
		if (same === true) return scalar(true);
		if (same === undefined) doubt = true;
	}
	return doubt ? unknown("whether an item is equal is not known") : scalar(false);
}

/** `any` and `all`: `decisive` is the answer of one item that decides the result. */
function quantify(evaluation: Evaluation, f: Thunk, xs: Thunk, at: CallSite | undefined, decisive: boolean): Value {
	return closed(xs.force(), ({ items }) => {
		let doubt = false;
		for (const item of items) {
			const answer = booleanOf(call(evaluation, f, at, item));
			if (answer === decisive && !doubt) return scalar(decisive);
			if (answer === undefined) doubt = true;
		}
		return doubt ? unknown("a condition on an item is not known") : scalar(!decisive);
	});
}

function foldLeft(evaluation: Evaluation, f: Thunk, zero: Thunk, xs: Thunk, at: CallSite | undefined): Value {
	return closed(xs.force(), ({ items }) =>
		items.reduce((value, item) => call(evaluation, f, at, ready(value), item), zero.force()),
	);
}

function foldRight(evaluation: Evaluation, f: Thunk, zero: Thunk, xs: Thunk, at: CallSite | undefined): Value {
	return closed(xs.force(), ({ items }) =>
		items.reduceRight((rest, item) => new Thunk(() => call(evaluation, f, at, item, rest)), zero).force(),
	);
}

function unique(items: readonly Thunk[]): Value {
	const kept: Thunk[] = [];
	for (const item of items) {
		const known = elem(item.force(), kept);
		if (booleanOf(known) === undefined) return known;
		if (booleanOf(known) === false) kept.push(item);
	}
	return list(kept);
}

function without(items: readonly Thunk[], gone: readonly Thunk[]): Value {
	const kept: Thunk[] = [];
	for (const item of items) {
		const removed = elem(item.force(), gone);
		if (booleanOf(removed) === undefined) return removed;
		if (booleanOf(removed) === false) kept.push(item);
	}
	return list(kept);
}
