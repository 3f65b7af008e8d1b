import type { Attr } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attribute } from "./select.ts";
import { isNull, ready, type Slot, type Thunk, unknown } from "./value.ts";

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
	for (let at = withAround(environment); at !== undefined; at = withAround(at.parent)) {
		const set = at.withSet.force();
		const slot = set.kind === "attrs" ? set.entries.get(name) : undefined;
		const doubt = set.kind === "attrs" ? (slot === undefined ? set.open : slot.doubt) : noSet;
		if (doubt === undefined && slot === undefined) continue;
		// Where no other ‘with’ is left to have the name, Nix fails unless this one does.
		const isLast = withAround(at.parent) === undefined;
		if (slot !== undefined && (doubt === undefined || isLast)) return slot;
		const value = isLast ? attribute(set, name) : undefined;
		if (value === undefined) return `‘${name}’ may come from a ‘with’: ${doubt?.reason}`;
		return { thunk: ready(value), definedAt: undefined };
	}
	return `‘${name}’ is not defined`;
}

const noSet = unknown("its set is not known");

/** The innermost scope that a `with` has opened. */
function withAround(environment: Environment | undefined): (Environment & { readonly withSet: Thunk }) | undefined {
	for (let at = environment; at !== undefined; at = at.parent) if (hasSet(at)) return at;
	return undefined;
}

function hasSet(environment: Environment): environment is Environment & { readonly withSet: Thunk } {
	return environment.withSet !== undefined;
}

/** The name that a step of an attribute path has. Null leaves a binding out; undefined if it can't be told. */
export function attrName(evaluation: Evaluation, attr: Attr, environment: Environment): string | null | undefined {
	if (attr.name !== undefined) return attr.name;
	if (attr.dynamic === undefined) return undefined;
	const value = evaluation.evaluate(attr.dynamic, environment);
	if (isNull(value)) return null;
	return value.kind === "string" ? value.value : undefined;
}
