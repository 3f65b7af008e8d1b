import type { Binary } from "../syntax/nodes.ts";
import { compareText } from "../text/order.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { append, toText } from "./paths.ts";
import type { Attrs, List, Slot, Value } from "./value.ts";
import {
	alternatives,
	attrs,
	because,
	booleanOf,
	choice,
	each,
	list,
	replaceable,
	scalar,
	Thunk,
	typeName,
	unknown,
} from "./value.ts";

/** The value of `left operator right`. */
export function binary(evaluation: Evaluation, node: Binary, environment: Environment): Value {
	const left = () => evaluation.evaluate(node.left, environment);
	const right = () => evaluation.evaluate(node.right, environment);
	switch (node.operator) {
		case "&&":
			return logical(left(), right, false);
		case "||":
			return logical(left(), right, true);
		case "->":
			return logical(not(left()), right, true);
		case "==":
			return equality(left(), right());
		case "!=":
			return not(equality(left(), right()));
		case "//":
			return update(left(), right());
		case "++":
			return concat([left(), right()]);
		case "|>":
			return evaluation.apply(right(), evaluation.delay(node.left, environment), { node, environment });
		case "<|":
			return evaluation.apply(left(), evaluation.delay(node.right, environment), { node, environment });
		case "+":
			return plus(left(), right());
		default:
			return calculate(node.operator, left(), right());
	}
}

/** `&&` and `||`: `decisive` is the value of either side that decides the result. */
function logical(left: Value, right: () => Value, decisive: boolean): Value {
	const known = booleanOf(left);
	if (known === decisive) return scalar(decisive);
	const other = right();
	if (known !== undefined) return other;
	if (booleanOf(other) === decisive) return other;
	return left.kind === "unknown" ? because(left) : unknown("a condition is not known");
}

/** `!value`. */
export function not(value: Value): Value {
	return each(value, (value) => {
		const known = booleanOf(value);
		if (known !== undefined) return scalar(!known);
		return value.kind === "unknown" ? because(value) : unknown("‘!’ takes a condition");
	});
}

/** `left operator right` on numbers; the comparisons take strings too. */
export function calculate(operator: string, left: Value, right: Value): Value {
	return pairwise(left, right, (a, b) => arithmetic(operator, a, b));
}

/** `left < right`. */
export function less(left: Value, right: Value): Value {
	return calculate("<", left, right);
}

/** `left + right` on numbers, texts and paths. */
export function plus(left: Value, right: Value): Value {
	return pairwise(left, right, (a, b) => {
		if (a.kind === "scalar" && b.kind === "scalar") return arithmetic("+", a, b);
		if (a.kind === "unknown" || b.kind === "unknown") return append(a, b);
		const isString = a.kind === "string" || (a.kind === "path" && a.string);
		return append(toText(a, a.kind === "attrs"), toText(b, isString));
	});
}

/** `left // right`. What an unknown right side may replace is no longer certain. */
export function update(left: Value, right: Value): Value {
	return pairwise(left, right, (a, b) => {
		if (a.kind === "unknown" && b.kind === "unknown") return because(a);
		const under = a.kind === "attrs" ? a : a.kind === "unknown" ? attrs(new Map(), a) : undefined;
		const over = b.kind === "attrs" ? b : b.kind === "unknown" ? attrs(new Map(), b) : undefined;
		if (under === undefined || over === undefined) return unknown("‘//’ takes two sets");
		return overlay(under, over);
	});
}

function overlay(under: Attrs, over: Attrs): Attrs {
	const entries = new Map<string, Slot>();
	for (const [name, slot] of under.entries) {
		entries.set(name, over.open === undefined || over.entries.has(name) ? slot : replaceable(slot, over.open));
	}
	for (const [name, slot] of over.entries) {
		const below = under.entries.get(name);
		if (slot.doubt === undefined || below === undefined) entries.set(name, slot);
		else entries.set(name, { ...below, thunk: either(slot.thunk, below.thunk) });
	}
	const open = under.open !== undefined && over.open !== undefined ? because(over.open) : (under.open ?? over.open);
	return attrs(entries, open, under.brand, [...under.unnamed, ...over.unnamed]);
}

function either(a: Thunk, b: Thunk): Thunk {
	return new Thunk(() => choice([a.force(), b.force()], "a later set may replace it"));
}

/** Longer lists than this are not followed to their end. */
const maxItems = 10_000;

/** Lists one after the other. Where a part is not known, the result holds all items that may be there, and is open. */
export function concat(parts: readonly Value[]): List {
	const items: Thunk[] = [];
	let open: List["open"];
	let certain = true;
	for (const part of parts) {
		const possible = alternatives(part);
		if (possible.length > 1) {
			open ??= unknown("the list depends on a condition that is not known");
			certain = false;
		}
		for (const value of possible) {
			if (value.kind === "list") {
				items.push(...value.items);
				open ??= value.open;
				certain &&= value.certain;
			} else open ??= value.kind === "unknown" ? because(value) : unknown("‘++’ takes two lists");
		}
		if (items.length > maxItems) return list([], unknown("the list is too long to follow"), true);
	}
	return list(items, open, certain);
}

function arithmetic(operator: string, a: Value, b: Value): Value {
	if (a.kind === "unknown") return because(a);
	if (b.kind === "unknown") return because(b);
	if (a.kind === "string" && b.kind === "string") return compare(operator, compareText(a.value, b.value), 0);
	if (a.kind !== "scalar" || b.kind !== "scalar") return unknown(`the operator ‘${operator}’ on such values`);
	if (typeof a.value === "bigint" && typeof b.value === "bigint") return integers(operator, a.value, b.value);
	const [x, y] = [Number(a.value), Number(b.value)];
	const numeric = [a.value, b.value].every((value) => typeof value === "number" || typeof value === "bigint");
	if (!numeric) return unknown(`the operator ‘${operator}’ on such values`);
	switch (operator) {
		case "+":
			return scalar(x + y);
		case "-":
			return scalar(x - y);
		case "*":
			return scalar(x * y);
		case "/":
			return y === 0 ? unknown("a division by zero") : scalar(x / y);
		default:
			return compare(operator, x, y);
	}
}

function integers(operator: string, a: bigint, b: bigint): Value {
	switch (operator) {
		case "+":
			return inRange(a + b);
		case "-":
			return inRange(a - b);
		case "*":
			return inRange(a * b);
		case "/":
			return b === 0n ? unknown("a division by zero") : inRange(a / b);
		default:
			return compare(operator, a, b);
	}
}

function inRange(value: bigint): Value {
	return value >= -(2n ** 63n) && value < 2n ** 63n ? scalar(value) : unknown("the number is too large");
}

function compare<T extends number | bigint>(operator: string, a: T, b: T): Value {
	switch (operator) {
		case "<":
			return scalar(a < b);
		case "<=":
			return scalar(a <= b);
		case ">":
			return scalar(a > b);
		case ">=":
			return scalar(a >= b);
		default:
			return unknown(`the operator ‘${operator}’ on such values`);
	}
}

/** Whether two values are equal, if that can be told. */
export function equality(a: Value, b: Value): Value {
	return pairwise(a, b, (a, b) => {
		const known = equal(a, b);
		return known === undefined ? unknown("whether the values are equal is not known") : scalar(known);
	});
}

/** Nix's `==`; undefined where it can't be told. Functions and what stands for more than its text are never told. */
export function equal(a: Value, b: Value): boolean | undefined {
	return new Comparison().equal(a, b, 0);
}

/** Compares values to their depths, and gives up on those that contain themselves. */
class Comparison {
	private steps = 0;

	equal(a: Value, b: Value, depth: number): boolean | undefined {
		if (++this.steps > 10_000 || depth > 60) return undefined;
		if (a.kind === "string" && b.kind === "string") return a.value === b.value;
		if (a.kind === "scalar" && b.kind === "scalar") return scalarsEqual(a.value, b.value);
		if (a.kind === "list" && b.kind === "list") return this.lists(a, b, depth);
		if (a.kind === "attrs" && b.kind === "attrs") return this.sets(a, b, depth);
		if (a.kind === "path" && b.kind === "path" && a.tree === b.tree && !a.string && !b.string) return a.path === b.path;
		const [type, other] = [typeName(a), typeName(b)];
		return type === undefined || other === undefined || type === other ? undefined : false;
	}

	private lists(a: List, b: List, depth: number): boolean | undefined {
		if (a.open !== undefined || b.open !== undefined) return undefined;
		if (a.items.length !== b.items.length) return false;
		return this.all(
			a.items.map((item, index) => [item, b.items[index] ?? item]),
			depth,
		);
	}

	private sets(a: Attrs, b: Attrs, depth: number): boolean | undefined {
		if (a.open !== undefined || b.open !== undefined || a.brand !== undefined || b.brand !== undefined)
			return undefined;
		// Two derivations are compared by what they build, whatever else they hold.
		if (a.entries.has("type") && b.entries.has("type")) return undefined;
		if (a.entries.size !== b.entries.size) return false;
		const pairs: [Thunk, Thunk][] = [];
		for (const [name, slot] of a.entries) {
			const other = b.entries.get(name);
			if (other === undefined) return false;
			pairs.push([slot.thunk, other.thunk]);
		}
		return this.all(pairs, depth);
	}

	private all(pairs: readonly (readonly [Thunk, Thunk])[], depth: number): boolean | undefined {
		let result: boolean | undefined = true;
		for (const [a, b] of pairs) {
			const same = this.equal(a.force(), b.force(), depth + 1);
			if (same === false) return false;
			if (same === undefined) result = undefined;
		}
		return result;
	}
}

function scalarsEqual(a: unknown, b: unknown): boolean {
	const numeric = (value: unknown) => typeof value === "number" || typeof value === "bigint";
	return numeric(a) && numeric(b) ? Number(a) === Number(b) : a === b;
}

/** Applies `f` to each pair of alternatives. */
function pairwise(a: Value, b: Value, f: (a: Value, b: Value) => Value): Value {
	return each(a, (a) => each(b, (b) => f(a, b)));
}
