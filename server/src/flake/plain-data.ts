import type { Value } from "./value.ts";

/** Plain data: what JSON has. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** True for a set. */
export function isSet(json: Json | undefined): json is { readonly [name: string]: Json } {
	return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Deeper sets and lists are no data that anybody writes. */
const maxDepth = 16;

/** A value as plain data; undefined if some of it is not known, or is no data, such as a function. */
export function toJson(value: Value, depth = 0): Json | undefined {
	if (depth > maxDepth) return undefined;
	switch (value.kind) {
		case "string":
			return value.value;
		case "scalar":
			return typeof value.value === "bigint" ? Number(value.value) : value.value;
		case "list": {
			if (value.open !== undefined) return undefined;
			const items = value.items.map((item) => toJson(item.force(), depth + 1));
			return items.every((item) => item !== undefined) ? items : undefined;
		}
		case "attrs": {
			if (value.open !== undefined || value.brand !== undefined) return undefined;
			const entries: [string, Json][] = [];
			for (const [name, { thunk }] of value.entries) {
				const inner = toJson(thunk.force(), depth + 1);
				if (inner === undefined) return undefined;
				entries.push([name, inner]);
			}
			return Object.fromEntries(entries);
		}
		default:
			return undefined;
	}
}
