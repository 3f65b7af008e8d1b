import type { Evaluation } from "../evaluation.ts";
import type { Primitive, Slot, Value } from "../value.ts";
import { attrs, each, ready, record, scalar, string, Thunk, unknown } from "../value.ts";
import { isKind } from "./attrsets.ts";
import { call, expecting, one, three, two } from "./define.ts";
import { closed } from "./lists.ts";

/** Functions on any value, of `builtins` and of nixpkgs' library, by name. */
export const general: Readonly<Record<string, Primitive>> = {
	id: one((_, x) => x.force()),
	const: two((_, x) => x.force()),
	flip: three((evaluation, f, a, b, at) => call(evaluation, f, at, b, a)),
	pipe: two((evaluation, x, fs, at) =>
		closed(fs.force(), ({ items }) => items.reduce((value, f) => call(evaluation, f, at, ready(value)), x.force())),
	),
	seq: two((_, __, x) => x.force()),
	deepSeq: two((_, __, x) => x.force()),
	trace: two((_, __, x) => x.force()),
	traceVal: one((_, x) => x.force()),
	warn: two((_, __, x) => x.force()),
	warnIf: three((_, __, ___, x) => x.force()),
	throwIf: three((_, __, ___, x) => x.force()),
	throwIfNot: three((_, __, ___, x) => x.force()),
	assertMsg: two((_, condition) => condition.force()),
	throw: one(() => unknown("the evaluation is stopped with a message")),
	abort: one(() => unknown("the evaluation is stopped with a message")),
	isFunction: one((_, x) => each(x.force(), (value) => kindIn(value, ["closure", "primitive"]))),
	isString: one((_, x) =>
		each(x.force(), (value) => (value.kind === "path" ? scalar(value.string) : kindIn(value, ["string"]))),
	),
	isPath: one((_, x) =>
		each(x.force(), (value) => (value.kind === "path" ? scalar(!value.string) : kindIn(value, ["path"]))),
	),
	isList: one((_, x) => isKind(x, "list")),
	isBool: one((_, x) => scalarOf(x, (value) => typeof value === "boolean")),
	isInt: one((_, x) => scalarOf(x, (value) => typeof value === "bigint")),
	isFloat: one((_, x) => scalarOf(x, (value) => typeof value === "number")),
	isNull: one((_, x) => scalarOf(x, (value) => value === null)),
	typeOf: one((_, x) => each(x.force(), typeOf)),
	functionArgs: one((_, f) => each(f.force(), functionArgs)),
	fix: one((evaluation, f, at) => {
		const fixed: Thunk = new Thunk(() => call(evaluation, f, at, fixed));
		return fixed.force();
	}),
	mkIf: two((_, condition, content) => record({ _type: string("if"), condition, content })),
	mkMerge: one((_, contents) => record({ _type: string("merge"), contents })),
	mkOverride: two((_, priority, content) => override(priority, content)),
	mkDefault: one((_, content) => override(ready(scalar(1000n)), content)),
	mkForce: one((_, content) => override(ready(scalar(50n)), content)),
	mkOptionDefault: one((_, content) => override(ready(scalar(1500n)), content)),
	mkVMOverride: one((_, content) => override(ready(scalar(10n)), content)),
	mkBefore: one((_, content) => content.force()),
	mkAfter: one((_, content) => content.force()),
	mkOrder: two((_, __, content) => content.force()),
	mkImageMediaOverride: one((_, content) => override(ready(scalar(60n)), content)),
	importApply: two((evaluation, f, argument, at) => importApply(evaluation, f, argument, at)),
};

/** `flake-parts.lib.importApply ./file.nix args`: the file called with the arguments. */
const importApply = (evaluation: Evaluation, f: Thunk, argument: Thunk, at: Parameters<Primitive["call"]>[2]): Value =>
	expecting("path", f.force(), ({ path }) => {
		const file = evaluation.file(path);
		return file === undefined ? unknown(`there is no Nix file ${path}`) : call(evaluation, file, at, argument);
	});

function override(priority: Thunk, content: Thunk): Value {
	return record({ _type: string("override"), priority, content });
}

function kindIn(value: Value, kinds: readonly Value["kind"][]): Value {
	return value.kind === "unknown" ? value : scalar(kinds.includes(value.kind));
}

function scalarOf(x: Thunk, test: (value: unknown) => boolean): Value {
	return each(x.force(), (value) =>
		value.kind === "unknown" ? value : scalar(value.kind === "scalar" && test(value.value)),
	);
}

function typeOf(value: Value): Value {
	switch (value.kind) {
		case "attrs":
			return string("set");
		case "closure":
		case "primitive":
			return string("lambda");
		case "path":
			return string(value.string ? "string" : "path");
		case "scalar":
			return string(scalarType(value.value));
		case "unknown":
		case "choice":
			return unknown("the value's type is not known");
		default:
			return string(value.kind);
	}
}

function scalarType(value: unknown): string {
	if (value === null) return "null";
	if (typeof value === "boolean") return "bool";
	return typeof value === "bigint" ? "int" : "float";
}

function functionArgs(value: Value): Value {
	if (value.kind === "unknown") return value;
	if (value.kind !== "closure") return unknown("a function that is not part of the workspace");
	const entries = new Map<string, Slot>();
	for (const { name, default: fallback } of value.lambda.formals?.formals ?? []) {
		entries.set(name, { thunk: ready(scalar(fallback !== undefined)), definedAt: undefined });
	}
	return attrs(entries);
}
