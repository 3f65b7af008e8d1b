import { choice, each } from "../choices.ts";
import type { Evaluation } from "../evaluation.ts";
import { toText } from "../paths.ts";
import type { Value } from "../value.ts";
import { list, ready, record, scalar, string, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { one, two } from "./define.ts";
import { isOfType } from "./general.ts";
import { join } from "./strings.ts";

/** Functions that only `builtins` has, or that nixpkgs' library has in another form. */
export const primitives: Functions = {
	throw: one(() => unknown("the evaluation is stopped with a message")),
	abort: one(() => unknown("the evaluation is stopped with a message")),
	break: one((_, x) => x.force()),
	traceVerbose: two((_, __, x) => x.force()),
	// What is known here may hold an error that Nix would meet, so that it is not known whether all goes well.
	tryEval: one((_, x) => {
		const success = unknown("whether the evaluation succeeds");
		return record({ success, value: choice([x.force(), scalar(false)], success.reason) });
	}),
	toString: one((evaluation, x) => textOf(evaluation, x.force(), 0)),
	isFunction: one((_, x) => isOfType(x.force(), "lambda")),
	isNull: one((_, x) => isOfType(x.force(), "null")),
};

/** `toString`, which takes more than an interpolation does. */
function textOf(evaluation: Evaluation, value: Value, depth: number): Value {
	return each(value, (value) => {
		if (value.kind === "scalar") return scalarText(value.value);
		if (value.kind === "path") return value.string ? value : { ...value, string: true };
		if (value.kind !== "list") return toText(value, true);
		if (value.open !== undefined || depth > 40 || !evaluation.step())
			return unknown("a list that is not known as text");
		const items = value.items.map((item) => item.force());
		// Nix puts no space after an empty list.
		if (items.some((item) => item.kind === "list" && item.items.length === 0)) return unknown("an empty list as text");
		return join(" ", list(items.map((item) => ready(textOf(evaluation, item, depth + 1)))));
	});
}

function scalarText(value: boolean | null | number | bigint): Value {
	if (typeof value === "bigint") return string(String(value));
	if (typeof value === "number") return unknown("a number with a fraction as text");
	return string(value === true ? "1" : "");
}
