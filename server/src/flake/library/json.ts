import type { Value } from "../value.ts";
import { list, ready, record, scalar, string, unknown } from "../value.ts";

/** The value of a JSON text. */
export function fromJson(text: string): Value {
	try {
		return valueOfJson(JSON.parse(text));
	} catch {
		return unknown("the text is no JSON");
	}
}

function valueOfJson(json: unknown): Value {
	if (typeof json === "string") return string(json);
	if (typeof json === "number") return scalar(Number.isSafeInteger(json) ? BigInt(json) : json);
	if (typeof json === "boolean" || json === null) return scalar(json);
	if (Array.isArray(json)) return list(json.map((item) => ready(valueOfJson(item))));
	if (typeof json === "object") {
		return record(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, valueOfJson(value)])));
	}
	return unknown("a value that JSON does not have");
}
