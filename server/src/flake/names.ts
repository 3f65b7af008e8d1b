import type { Attr } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Slot } from "./value.ts";

/** What a name stands for, or the reason why that is not known. */
export function lookUp(evaluation: Pick<Evaluation, "globals">, name: string, environment: Environment): Slot | string {
	const withs: Environment[] = [];
	for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
		const slot = at.names?.get(name);
		if (slot !== undefined) return slot;
		if (at.with !== undefined) withs.push(at);
	}
	const global = evaluation.globals.get(name);
	if (global !== undefined) return global;
	for (const { with: set } of withs) {
		const value = set?.force();
		if (value?.kind !== "attrs") return `‘${name}’ may come from a ‘with’ whose set is not known`;
		const slot = value.entries.get(name);
		if (slot !== undefined) return slot;
		if (value.open !== undefined) return `‘${name}’ may come from a ‘with’: ${value.open.reason}`;
	}
	return `‘${name}’ is not defined`;
}

/** The name that a step of an attribute path has, or undefined if it can't be told. */
export function attrName(evaluation: Evaluation, attr: Attr, environment: Environment): string | undefined {
	if (attr.name !== undefined) return attr.name;
	if (attr.dynamic === undefined) return undefined;
	const value = evaluation.evaluate(attr.dynamic, environment);
	return value.kind === "string" ? value.value : undefined;
}
