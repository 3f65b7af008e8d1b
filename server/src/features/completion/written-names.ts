import { boundValue } from "../../instances/imports.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Attrset, Expression, Let } from "../../syntax/nodes.ts";
import type { Level } from "./destination.ts";

/** Whether an attribute is given as a whole, or only something below it. */
export type Extent = "whole" | "part";

/** The names that a set or `let` gives at the end of some steps, but for the one that is being typed. */
export function namesGiven(holder: Attrset | Let, steps: readonly string[], typed: Attr): ReadonlyMap<string, Extent> {
	const names = new Map<string, Extent>();
	const note = (name: string | undefined, extent: Extent) => {
		if (name !== undefined && names.get(name) !== "whole") names.set(name, extent);
	};
	for (const binding of holder.bindings) {
		if (binding.kind === "inherit") {
			if (steps.length > 0) continue;
			for (const attr of binding.attrs) if (attr !== typed) note(attr.name, "whole");
		} else if (!binding.path.attrs.includes(typed)) {
			const path = binding.path.attrs.map(({ name }) => name);
			if (steps.every((step, index) => path[index] === step)) {
				note(path[steps.length], path.length === steps.length + 1 ? "whole" : "part");
			}
		}
	}
	return names;
}

/** The text that is written for a setting by its path, in one of the sets around a place. */
export function textGiven(around: readonly Level[], path: readonly string[]): string | undefined {
	for (const { set, path: own } of around) {
		if (!own.every((name, index) => path[index] === name)) continue;
		const text = textIn(set, path.slice(own.length));
		if (text !== undefined) return text;
	}
	return undefined;
}

function textIn(set: Attrset, path: readonly string[]): string | undefined {
	for (const binding of set.bindings) {
		if (binding.kind !== "binding" || path.length === 0) continue;
		const names = staticPath(binding.path);
		if (names === undefined || !names.every((name, index) => path[index] === name)) continue;
		const rest = path.slice(names.length);
		const value = boundExpression(binding.value);
		const text = rest.length === 0 ? textOf(value) : value.kind === "attrset" ? textIn(value, rest) : undefined;
		if (text !== undefined) return text;
	}
	return undefined;
}

function textOf(value: Expression): string | undefined {
	const [text] = value.kind === "string" && value.parts.length === 1 ? value.parts : [];
	return typeof text === "string" ? text : undefined;
}

/** The expression that a name is bound to; any other expression itself. */
export function boundExpression(expression: Expression): Expression {
	const inner = unparenthesized(expression);
	return inner.kind === "variable" ? unparenthesized(boundValue(inner) ?? inner) : inner;
}
