import { less } from "../arithmetic.ts";
import { equal } from "../equality.ts";
import type { Thunk, Value } from "../value.ts";
import { booleanOf, list, scalar, unknown } from "../value.ts";
import { call, closed, type Functions, one, three, two } from "./define.ts";
import { filter } from "./lists.ts";

/** Functions that look for items, compare and sort them, of `builtins` and of nixpkgs' `lib.lists`. */
export const listSearch: Functions = {
	elem: two((_, x, xs) => closed(xs.force(), (items) => elem(x, items))),
	any: two((evaluation, f, xs, at) => quantify(xs, (x) => call(evaluation, f, at, x), true)),
	all: two((evaluation, f, xs, at) => quantify(xs, (x) => call(evaluation, f, at, x), false)),
	count: two((evaluation, f, xs, at) =>
		closed(
			filter(xs.force(), (x) => call(evaluation, f, at, x)),
			(items) => scalar(BigInt(items.length)),
		),
	),
	findFirst: three((evaluation, f, fallback, xs, at) =>
		findFirst(
			xs,
			(x) => call(evaluation, f, at, x),
			(item) => item.force(),
			fallback,
		),
	),
	findFirstIndex: three((evaluation, f, fallback, xs, at) =>
		findFirst(
			xs,
			(x) => call(evaluation, f, at, x),
			(_, index) => scalar(BigInt(index)),
			fallback,
		),
	),
	unique: one((_, xs) => closed(xs.force(), unique)),
	allUnique: one((_, xs) =>
		closed(xs.force(), (items) => closed(unique(items), (kept) => scalar(kept.length === items.length))),
	),
	remove: two((_, x, xs) => closed(xs.force(), (items) => without(items, [x]))),
	subtractLists: two((_, gone, xs) =>
		closed(gone.force(), (gone) => closed(xs.force(), (items) => without(items, gone))),
	),
	intersectLists: two((_, wanted, xs) =>
		closed(wanted.force(), (wanted) => filter(xs.force(), (item) => elem(item, wanted))),
	),
	sort: two((evaluation, f, xs, at) =>
		closed(xs.force(), (items) => sort(items, (a, b) => call(evaluation, f, at, a, b))),
	),
	sortOn: two((evaluation, f, xs, at) =>
		closed(xs.force(), (items) => {
			const keys = new Map(items.map((item) => [item, call(evaluation, f, at, item)]));
			const key = (item: Thunk) => keys.get(item) ?? unknown("no key");
			return sort(items, (a, b) => less(key(a), key(b)));
		}),
	),
};

/** Whether a list has an item equal to `x`, if that can be told. */
function elem(x: Thunk, items: readonly Thunk[]): Value {
	const value = x.force();
	let doubt = false;
	for (const item of items) {
		const same = equal(value, item.force());
		if (same === true) return scalar(true);
		if (same === undefined) doubt = true;
	}
	return doubt ? unknown("whether an item is equal is not known") : scalar(false);
}

/** `any` and `all`: `decisive` is the answer of one item that decides the result. */
function quantify(xs: Thunk, f: (x: Thunk) => Value, decisive: boolean): Value {
	return closed(xs.force(), (items) => {
		let doubt = false;
		for (const item of items) {
			const answer = booleanOf(f(item));
			if (answer === decisive) return scalar(decisive);
			if (answer === undefined) doubt = true;
		}
		return doubt ? unknown("a condition on an item is not known") : scalar(!decisive);
	});
}

function findFirst(
	xs: Thunk,
	f: (x: Thunk) => Value,
	result: (item: Thunk, index: number) => Value,
	fallback: Thunk,
): Value {
	return closed(xs.force(), (items) => {
		for (const [index, item] of items.entries()) {
			const answer = booleanOf(f(item));
			if (answer === undefined) return unknown("a condition on an item is not known");
			if (answer) return result(item, index);
		}
		return fallback.force();
	});
}

function unique(items: readonly Thunk[]): Value {
	const kept: Thunk[] = [];
	for (const item of items) {
		const known = booleanOf(elem(item, kept));
		if (known === undefined) return unknown("whether two items are equal is not known");
		if (!known) kept.push(item);
	}
	return list(kept);
}

function without(items: readonly Thunk[], gone: readonly Thunk[]): Value {
	const kept: Thunk[] = [];
	for (const item of items) {
		const removed = booleanOf(elem(item, gone));
		if (removed === undefined) return unknown("whether two items are equal is not known");
		if (!removed) kept.push(item);
	}
	return list(kept);
}

/** Sorts as Nix does, keeping the order of what is equal. An order that puts two items before each other is none. */
function sort(items: readonly Thunk[], isBefore: (a: Thunk, b: Thunk) => Value): Value {
	let known = true;
	const sorted = items.toSorted((a, b) => {
		const [before, after] = [booleanOf(isBefore(a, b)), booleanOf(isBefore(b, a))];
		if (before === undefined || after === undefined || (before && after)) known = false;
		return before ? -1 : after ? 1 : 0;
	});
	return known ? list(sorted) : unknown("the order of the items is not known");
}
