import type { Value } from "../value.ts";
import { list, ready, record, scalar, string, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { one, text } from "./define.ts";

/** `fromJSON`, of `builtins` and of nixpkgs' `lib.strings`. */
export const json: Functions = {
	fromJSON: one((_, x) => text(x, fromJson)),
};

/** The value of a JSON text. */
export function fromJson(text: string): Value {
	if (hasAmbiguousNumber(text)) return unknown("a number in the text is large or has a fraction");
	try {
		return valueOfJson(JSON.parse(text));
	} catch {
		return unknown("the text is no JSON");
	}
}

/** `1.0` is no integer to Nix but one to JavaScript, and very large ones are none to JavaScript. */
function hasAmbiguousNumber(text: string): boolean {
	const numbers = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];
	return numbers.some((number) => Number.isInteger(Number(number)) && !/^-?\d{1,15}$/.test(number));
}

function valueOfJson(json: unknown): Value {
	if (typeof json === "string") return string(json);
	if (typeof json === "number") return scalar(Number.isInteger(json) ? BigInt(json) : json);
	if (typeof json === "boolean" || json === null) return scalar(json);
	if (Array.isArray(json)) return list(json.map((item) => ready(valueOfJson(item))));
	if (typeof json === "object") {
		return record(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, valueOfJson(value)])));
	}
	return unknown("a value that JSON does not have");
}
