import type { Evaluation } from "../evaluation.ts";
import type { CallSite, List, Primitive, Slot, Value } from "../value.ts";
import { alternatives, each, list, primitive, ready, Thunk, unknown } from "../value.ts";

const absent = ready(unknown("an argument is missing"));

/** A function of one argument. */
export function one(call: (evaluation: Evaluation, a: Thunk, at: CallSite | undefined) => Value): Primitive {
	return primitive("function", 1, (evaluation, [a = absent], at) => call(evaluation, a, at));
}

/** A function of two arguments. */
export function two(call: (evaluation: Evaluation, a: Thunk, b: Thunk, at: CallSite | undefined) => Value): Primitive {
	return primitive("function", 2, (evaluation, [a = absent, b = absent], at) => call(evaluation, a, b, at));
}

/** A function of three arguments. */
export function three(
	call: (evaluation: Evaluation, a: Thunk, b: Thunk, c: Thunk, at: CallSite | undefined) => Value,
): Primitive {
	return primitive("function", 3, (evaluation, [a = absent, b = absent, c = absent], at) =>
		call(evaluation, a, b, c, at),
	);
}

type Kind = Value["kind"];

/** Applies `f` to a value of one kind; what is unknown stays so, and a value of another kind is an error in Nix. */
export function expecting<K extends Exclude<Kind, "unknown" | "choice">>(
	kind: K,
	value: Value,
	f: (value: Extract<Value, { kind: K }>) => Value,
): Value {
	return each(value, (value) => {
		if (is(value, kind)) return f(value);
		return value.kind === "unknown" ? value : unknown(`a ${kind} is expected`);
	});
}

function is<K extends Kind>(value: Value, kind: K): value is Extract<Value, { kind: K }> {
	return value.kind === kind;
}

/** The items of a list that may be one of several, or not known at all: all that may be in it, and whether it is open. */
export function itemsOf(value: Value): List {
	const possible = alternatives(value);
	const [only] = possible;
	if (only?.kind === "list" && possible.length === 1) return only;
	const items = possible.flatMap((each) => (each.kind === "list" ? each.items : []));
	return list(items, unknown("the list depends on what is not known"));
}

/** Calls a function value with arguments one after the other. */
export function call(evaluation: Evaluation, f: Thunk, at: CallSite | undefined, ...args: Thunk[]): Value {
	return args.reduce<Value>((value, argument) => evaluation.apply(value, argument, at), f.force());
}

/** An attribute that is computed, and so stands nowhere. */
export function computed(compute: () => Value): Slot {
	return { thunk: new Thunk(compute), definedAt: undefined };
}
