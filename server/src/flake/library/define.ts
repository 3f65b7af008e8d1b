import { alternatives, each } from "../choices.ts";
import type { Evaluation } from "../evaluation.ts";
import type { CallSite, List, Primitive, Slot, Value } from "../value.ts";
import { because, list, primitive, ready, string, Thunk, unknown } from "../value.ts";

/** Functions by name. */
export type Functions = Readonly<Record<string, Primitive>>;

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

/** A function of four arguments. */
export function four(
	call: (evaluation: Evaluation, a: Thunk, b: Thunk, c: Thunk, d: Thunk, at: CallSite | undefined) => Value,
): Primitive {
	return primitive("function", 4, (evaluation, [a = absent, b = absent, c = absent, d = absent], at) =>
		call(evaluation, a, b, c, d, at),
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
		return value.kind === "unknown" ? because(value) : unknown(`a ${kind} is expected`);
	});
}

function is<K extends Kind>(value: Value, kind: K): value is Extract<Value, { kind: K }> {
	return value.kind === kind;
}

/** Applies `f` to a list that has all its items and no others. */
export function closed(value: Value, f: (items: readonly Thunk[]) => Value): Value {
	return expecting("list", value, ({ items, open }) => (open === undefined ? f(items) : because(open)));
}

/** Applies `f` to the text of a string that is known. */
export function text(x: Thunk, f: (text: string) => Value): Value {
	return expecting("string", x.force(), ({ value }) => f(value));
}

/** Applies `f` to the texts of a list of strings that are all known. */
export function texts(xs: Thunk, f: (texts: readonly string[]) => Value): Value {
	return closed(xs.force(), (items) => {
		const known: string[] = [];
		for (const item of items) {
			const value = item.force();
			if (value.kind !== "string") return unknown("a text in a list is not known");
			known.push(value.value);
		}
		return f(known);
	});
}

/** Applies `f` to an integer that is known. */
export function integer(x: Thunk, f: (integer: bigint) => Value): Value {
	return expecting("scalar", x.force(), ({ value }) =>
		typeof value === "bigint" ? f(value) : unknown("an integer is expected"),
	);
}

/** The items of a list that may be one of several, or not known at all: all that may be in it, and whether it is open. */
export function itemsOf(value: Value): List {
	const possible = alternatives(value);
	const [only] = possible;
	if (only?.kind === "list" && possible.length === 1) return only;
	const items = possible.flatMap((each) => (each.kind === "list" ? each.items : []));
	return list(items, unknown("the list depends on what is not known"));
}

/** A list of strings. */
export function stringList(texts: readonly string[]): List {
	return list(texts.map((text) => ready(string(text))));
}

/** Calls a function value with arguments one after the other. */
export function call(evaluation: Evaluation, f: Thunk, at: CallSite | undefined, ...args: Thunk[]): Value {
	return args.reduce<Value>((value, argument) => evaluation.apply(value, argument, at), f.force());
}

/** An attribute that is computed, and so stands nowhere. */
export function computed(compute: () => Value): Slot {
	return { thunk: new Thunk(compute), definedAt: undefined };
}
