import type { Choice, Slot, Unknown, Value } from "./value.ts";
import { because, booleanOf, Thunk, unknown } from "./value.ts";

/** A choice of more values than this says as little as one that is not known. */
const maxAlternatives = 16;

/** One value of several; equal scalars and strings fall together, and what is unknown among them stays. */
export function choice(values: readonly Value[], reason: string): Value {
	const distinct: Value[] = [];
	for (const value of values.flatMap(alternatives))
		if (!distinct.some((other) => sameLeaf(other, value))) distinct.push(value);
	const [only] = distinct;
	if (only !== undefined && distinct.length === 1) return only;
	if (distinct.length > maxAlternatives) return unknown(reason);
	return { kind: "choice", alternatives: distinct, reason };
}

function sameLeaf(a: Value, b: Value): boolean {
	if (a === b) return true;
	if (a.kind === "scalar" && b.kind === "scalar") return a.value === b.value;
	if (a.kind === "string" && b.kind === "string") return a.value === b.value;
	return a.kind === "unknown" && b.kind === "unknown" && a.symbol === b.symbol && a.library === b.library;
}

/** Applies `f` to a value, or to each alternative of a choice. */
export function each(value: Value, f: (value: Exclude<Value, Choice>) => Value): Value {
	if (value.kind !== "choice") return f(value);
	return choice(
		value.alternatives.map((alternative) => each(alternative, f)),
		value.reason,
	);
}

/** Applies `f` to each pair of alternatives. */
export function pairwise(a: Value, b: Value, f: (a: Value, b: Value) => Value): Value {
	return each(a, (a) => each(b, (b) => f(a, b)));
}

/** The alternatives of a choice, or the one value. */
export function alternatives(value: Value): readonly Exclude<Value, Choice>[] {
	return value.kind === "choice" ? value.alternatives.flatMap(alternatives) : [value];
}

/** An attribute that is there, but whose value may be another. */
export function replaceable(slot: Slot, other: Unknown): Slot {
	return { ...slot, thunk: new Thunk(() => choice([slot.thunk.force(), because(other)], other.reason)) };
}

/** An attribute that may not be there. */
export function doubtful(slot: Slot, doubt: Unknown): Slot {
	return { ...replaceable(slot, doubt), doubt };
}

/** `if` on a condition that may be unknown: then both branches are possible. */
export function branch(condition: Value, consequence: () => Value, alternative: () => Value): Value {
	const known = booleanOf(condition);
	if (known !== undefined) return known ? consequence() : alternative();
	return choice([consequence(), alternative()], "it depends on a condition that is not known");
}
