import type { Attr } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { isNull, type Slot } from "./value.ts";

type Globals = Pick<Evaluation, "globals">;

/** What a name stands for, or the reason why that is not known. */
export function lookUp(evaluation: Globals, name: string, environment: Environment): Slot | string {
	return lexical(evaluation, name, environment) ?? fromWith(name, environment);
}

/** What a name stands for that `let`, a set or a function binds around it, or Nix itself. */
export function lexical(evaluation: Globals, name: string, environment: Environment): Slot | undefined {
	for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
		const slot = at.names?.get(name);
		if (slot !== undefined) return slot;
	}
	return evaluation.globals.get(name);
}

/** What a name stands for that nothing binds but a `with`, the innermost first. */
function fromWith(name: string, environment: Environment): Slot | string {
	for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
		if (at.withSet === undefined) continue;
		const set = at.withSet.force();
		if (set.kind !== "attrs") return `‘${name}’ may come from a ‘with’ whose set is not known`;
		const slot = set.entries.get(name);
		const doubt = slot === undefined ? set.open : slot.doubt;
		if (doubt !== undefined) return `‘${name}’ may come from a ‘with’: ${doubt.reason}`;
		if (slot !== undefined) return slot;
	}
	return `‘${name}’ is not defined`;
}

/** The name that a step of an attribute path has. Null leaves a binding out; undefined if it can't be told. */
export function attrName(evaluation: Evaluation, attr: Attr, environment: Environment): string | null | undefined {
	if (attr.name !== undefined) return attr.name;
	if (attr.dynamic === undefined) return undefined;
	const value = evaluation.evaluate(attr.dynamic, environment);
	if (isNull(value)) return null;
	return value.kind === "string" ? value.value : undefined;
}
