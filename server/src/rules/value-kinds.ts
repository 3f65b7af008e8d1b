import { alternatives } from "../flake/choices.ts";
import { type Attrs, type Choice, typeName, type Unknown, type Value } from "../flake/value.ts";
import type { Setting } from "../instances/settings.ts";
import type { Kind } from "../nixpkgs/entry.ts";

/** A value that is known at least as far as what it is. */
type Known = Exclude<Value, Unknown | Choice>;

/** True if something holds for a value, whichever of several it is; false if one of them is not known. */
export function isCertainly(value: Value, holds: (value: Known) => boolean): boolean {
	return alternatives(value).every((each) => each.kind !== "unknown" && holds(each));
}

/**
 * The kind of what a setting is given, if that is never one of those that are accepted; undefined if it may be one.
 * What `mkForce` and its like give may be anything.
 */
export function otherKind({ uses }: Setting, accepted: readonly Kind[]): Kind | undefined {
	const found = new Set<Kind>();
	const isOther = uses.every(({ value }) =>
		isCertainly(value.force(), (each) => {
			const kinds = kindsOf(each);
			for (const kind of kinds.slice(0, 1)) found.add(kind);
			return !kinds.some((kind) => accepted.includes(kind)) && !isTagged(each);
		}),
	);
	return isOther ? [...found][0] : undefined;
}

/** True if a setting is always given something of one of these kinds. */
export function isSurely({ uses }: Setting, kinds: readonly Kind[]): boolean {
	const isOne = (value: Known) =>
		kindsOf(value)
			.slice(0, 1)
			.some((kind) => kinds.includes(kind));
	return uses.every(({ value }) => isCertainly(value.force(), isOne));
}

/** What a value can be used as, first of all what it is. */
export function kindsOf(value: Known): readonly Kind[] {
	switch (typeName(value)) {
		case "set":
			return value.kind === "attrs" ? ["set", ...otherUsesOf(value)] : ["set"];
		case "lambda":
			return ["function"];
		case "bool":
			return ["boolean"];
		case "int":
		case "float":
			return ["number"];
		case "string":
			return ["string"];
		case "path":
			return ["path"];
		case "list":
			return ["list"];
		default:
			return ["null"];
	}
}

/** A set can be called, or taken as text, if it says how. */
function otherUsesOf(set: Attrs): readonly Kind[] {
	const isCallable = mayHave(set, "__functor");
	const isText = mayHave(set, "__toString") || mayHave(set, "outPath");
	return [...(isCallable ? (["function"] as const) : []), ...(isText ? (["string"] as const) : [])];
}

function mayHave({ entries, open }: Attrs, name: string): boolean {
	return entries.has(name) || open !== undefined;
}

/** True for a set that says something to the module system, such as what `mkForce` gives. */
export function isTagged(value: Known): boolean {
	return value.kind === "attrs" && value.entries.has("_type");
}

/** Kinds of values with their articles: `a set`, `a string or null`. */
export function inWords(...kinds: readonly Kind[]): string {
	return kinds.map((kind) => (kind === "null" ? kind : `a ${kind}`)).join(" or ");
}
