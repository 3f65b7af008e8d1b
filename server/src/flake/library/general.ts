import { formalsOf } from "../../syntax/formals.ts";
import { calculate, less } from "../arithmetic.ts";
import { branch, each } from "../choices.ts";
import { equality } from "../equality.ts";
import { not, update } from "../operators.ts";
import { hasAttribute } from "../select.ts";
import type { Thunk, Value } from "../value.ts";
import { booleanOf, primitive, ready, record, scalar, string, typeName, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { call, closed, one, three, two } from "./define.ts";

/** Functions that only say something on the way, of `builtins` and of nixpkgs' `lib.debug`. */
export const debug: Functions = {
	trace: two((_, __, x) => x.force()),
	traceVal: one((_, x) => x.force()),
	traceIf: three((_, __, ___, x) => x.force()),
	addErrorContext: two((_, __, x) => x.force()),
};

/** Functions of nixpkgs' `lib.asserts`. */
export const asserts: Functions = {
	assertMsg: two((_, condition) => condition.force()),
};

/** Functions on any value, of `builtins` and of nixpkgs' `lib.trivial`. */
export const general: Functions = {
	id: one((_, x) => x.force()),
	const: two((_, x) => x.force()),
	flip: three((evaluation, f, a, b, at) => call(evaluation, f, at, b, a)),
	pipe: two((evaluation, x, fs, at) =>
		closed(fs.force(), (items) => items.reduce((value, f) => call(evaluation, f, at, ready(value)), x.force())),
	),
	seq: two((_, __, x) => x.force()),
	deepSeq: two((_, __, x) => x.force()),
	warn: two((_, __, x) => x.force()),
	warnIf: three((_, __, ___, x) => x.force()),
	warnIfNot: three((_, __, ___, x) => x.force()),
	throwIf: three((_, __, ___, x) => x.force()),
	throwIfNot: three((_, __, ___, x) => x.force()),
	add: two((_, a, b) => calculate("+", a.force(), b.force())),
	sub: two((_, a, b) => calculate("-", a.force(), b.force())),
	mul: two((_, a, b) => calculate("*", a.force(), b.force())),
	div: two((_, a, b) => calculate("/", a.force(), b.force())),
	mod: two((_, a, b) => {
		const [base, divisor] = [a.force(), b.force()];
		return calculate("-", base, calculate("*", divisor, calculate("/", base, divisor)));
	}),
	lessThan: two((_, a, b) => less(a.force(), b.force())),
	min: two((_, a, b) => either(less(a.force(), b.force()), a, b)),
	max: two((_, a, b) => either(less(b.force(), a.force()), a, b)),
	xor: two((_, a, b) => not(equality(not(a.force()), not(b.force())))),
	mergeAttrs: two((_, a, b) => update(a.force(), b.force())),
	boolToString: one((_, x) => either(x.force(), ready(string("true")), ready(string("false")))),
	defaultTo: two((_, fallback, x) => either(isNull(x), fallback, x)),
	mapNullable: two((evaluation, f, x, at) =>
		branch(
			isNull(x),
			() => x.force(),
			() => call(evaluation, f, at, x),
		),
	),
	isFunction: one((_, x) => each(x.force(), isFunction)),
	isBool: one((_, x) => isOfType(x.force(), "bool")),
	isInt: one((_, x) => isOfType(x.force(), "int")),
	isFloat: one((_, x) => isOfType(x.force(), "float")),
	functionArgs: one((_, f) => each(f.force(), functionArgs)),
	setFunctionArgs: two((_, f, args) =>
		record({ __functor: primitive("__functor", 1, () => f.force()), __functionArgs: args }),
	),
	toFunction: one((_, x) =>
		each(x.force(), (value) =>
			branch(
				isFunction(value),
				() => value,
				() => one(() => value),
			),
		),
	),
};

/** Whether `builtins.typeOf` says `type` of a value. */
export function isOfType(value: Value, type: string): Value {
	return each(value, (value) => {
		const actual = typeName(value);
		return actual === undefined ? unknown("the value's type is not known") : scalar(actual === type);
	});
}

function isFunction(value: Value): Value {
	const callable = value.kind === "attrs" ? hasAttribute(value, ["__functor"]) : isOfType(value, "lambda");
	if (value.kind !== "attrs" || booleanOf(callable) === false) return callable;
	return unknown("whether a set is a function");
}

function isNull(x: Thunk): Value {
	return isOfType(x.force(), "null");
}

function either(condition: Value, consequence: Thunk, alternative: Thunk): Value {
	return branch(
		condition,
		() => consequence.force(),
		() => alternative.force(),
	);
}

/** The names of the arguments that a function takes, each with whether it has a default. */
export function functionArgs(value: Value): Value {
	if (value.kind !== "closure") return unknown("the arguments of a function that is not part of the workspace");
	const formals = formalsOf(value.lambda);
	return record(Object.fromEntries(formals.map((formal) => [formal.name, scalar(formal.default !== undefined)])));
}
