import { choice, each } from "./choices.ts";
import type { Unknown, Value } from "./value.ts";
import { because, scalar, string, unknown } from "./value.ts";

/** The attribute `name` of a value; undefined if it certainly has none. */
export function attribute(value: Value, name: string): Value | undefined {
	switch (value.kind) {
		case "attrs":
			return value.entries.get(name)?.thunk.force() ?? ofSystem(value, string(name)) ?? below(value.open, name);
		case "choice": {
			const found = value.alternatives.map((alternative) => attribute(alternative, name));
			if (found.every((each) => each === undefined)) return undefined;
			return choice(
				found.map((each) => each ?? unknown(`‘${name}’ is missing in some cases`)),
				value.reason,
			);
		}
		case "unknown":
			return below(value, name);
		default:
			return undefined;
	}
}

/** The attribute whose name is computed, for each name that it may have. */
export function attributeNamed(value: Value, computed: Value): Value {
	if (computed.kind === "unknown" || computed.kind === "choice") {
		const found = ofSystem(value, computed);
		if (found !== undefined) return found;
	}
	return each(computed, (name) => {
		if (name.kind !== "string") return unknown("the attribute's name is computed");
		return attribute(value, name.value) ?? unknown(`there is no attribute ‘${name.value}’`);
	});
}

/** What a set that has one thing for each system has for this one. */
function ofSystem(value: Value, system: Value): Value | undefined {
	return value.kind === "attrs" && value.brand?.kind === "systems" ? value.brand.of(system) : undefined;
}

/** The attribute at a path of names, or `fallback` where there is none; both where that is not known. */
export function attributeOr(value: Value, [name, ...rest]: readonly string[], fallback: () => Value): Value {
	if (name === undefined) return value;
	return each(value, (value) => {
		const found = attribute(value, name);
		if (found === undefined) return fallback();
		const result = attributeOr(found, rest, fallback);
		const slot = value.kind === "attrs" ? value.entries.get(name) : undefined;
		if (slot !== undefined && slot.doubt === undefined) return result;
		return choice([result, fallback()], `whether there is an attribute ‘${name}’ is not known`);
	});
}

/** Whether there is an attribute at a path of names. */
export function hasAttribute(value: Value, [name, ...rest]: readonly string[]): Value {
	if (name === undefined) return scalar(true);
	return each(value, (value) => {
		if (value.kind === "unknown") return because(value);
		if (value.kind !== "attrs") return scalar(false);
		const slot = value.entries.get(name);
		const doubt = slot === undefined ? value.open : slot.doubt;
		if (doubt !== undefined) return because(doubt);
		if (slot === undefined || rest.length === 0) return scalar(slot !== undefined);
		return hasAttribute(slot.thunk.force(), rest);
	});
}

/** An attribute of what is not known is not known either, but it stays the same thing. */
function below(value: Unknown | undefined, name: string): Unknown | undefined {
	return value?.symbol === undefined ? value : unknown(value.reason, `${value.symbol}.${name}`, value.library);
}
