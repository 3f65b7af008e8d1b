import type { Binary } from "../syntax/nodes.ts";
import { calculate } from "./arithmetic.ts";
import { choice, each, pairwise, replaceable } from "./choices.ts";
import { concat } from "./concat.ts";
import type { Environment } from "./environment.ts";
import { equality } from "./equality.ts";
import type { Evaluation } from "./evaluation.ts";
import { append, toText } from "./paths.ts";
import type { Attrs, Slot, Value } from "./value.ts";
import { attrs, because, booleanOf, scalar, Thunk, unknown } from "./value.ts";

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

/** `left + right` on numbers, texts and paths. */
export function plus(left: Value, right: Value): Value {
	return pairwise(left, right, (a, b) => {
		if (a.kind === "scalar" && b.kind === "scalar") return calculate("+", a, b);
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
	const brand = under.brand?.kind === "systems" ? undefined : under.brand;
	return attrs(entries, open, brand, [...under.unnamed, ...over.unnamed]);
}

function either(a: Thunk, b: Thunk): Thunk {
	return new Thunk(() => choice([a.force(), b.force()], "a later set may replace it"));
}
