import type { Formals } from "../syntax/nodes.ts";
import type { Cause, Environment, Frame } from "./environment.ts";
import { scope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import type { CallSite, Closure, Primitive, Slot, Value } from "./value.ts";
import { choice, Thunk, unknown } from "./value.ts";

/** Calls a function that is written in the workspace, and notes the call. */
export function applyClosure(
	evaluation: Evaluation,
	closure: Closure,
	argument: Thunk,
	at: CallSite | undefined,
	cause: Cause | undefined,
): Value {
	const environment = enter(evaluation, closure, argument, at, cause, true);
	return evaluation.evaluate(closure.lambda.body, environment);
}

/** Opens the scope of a call's body, and notes the call if it really happens. */
export function enter(
	evaluation: Evaluation,
	{ lambda, environment: outer }: Closure,
	argument: Thunk,
	at: CallSite | undefined,
	cause: Cause | undefined,
	noted: boolean,
): Environment {
	const frame: Frame = { lambda, cause, parent: outer.frame, caller: at?.environment.frame };
	const names = new Map<string, Slot>();
	const environment = scope(outer, names, frame);
	if (lambda.universal !== undefined) {
		names.set(lambda.universal.name, { thunk: argument, definedAt: { file: outer.file, node: lambda } });
	}
	if (lambda.formals !== undefined) bindFormals(evaluation, lambda.formals, argument, environment, names);
	if (noted) evaluation.note(lambda, environment);
	return environment;
}

function bindFormals(
	evaluation: Evaluation,
	formals: Formals,
	argument: Thunk,
	environment: Environment,
	names: Map<string, Slot>,
): void {
	for (const formal of formals.formals) {
		const fallback = formal.default === undefined ? undefined : evaluation.delay(formal.default, environment);
		const thunk = new Thunk(() => formalValue(formal.name, argument.force(), fallback));
		names.set(formal.name, { thunk, definedAt: { file: environment.file, node: formal } });
	}
}

function formalValue(name: string, given: Value, fallback: Thunk | undefined): Value {
	switch (given.kind) {
		case "attrs": {
			const slot = given.entries.get(name);
			if (slot !== undefined) return slot.thunk.force();
			if (given.open === undefined) return fallback?.force() ?? unknown(`the argument ‘${name}’ is not given`);
			if (fallback === undefined) return unknown(`the argument ‘${name}’ is not known: ${given.open.reason}`);
			return choice([fallback.force(), given.open], `whether ‘${name}’ is given is not known`);
		}
		case "choice":
			return choice(
				given.alternatives.map((alternative) => formalValue(name, alternative, fallback)),
				given.reason,
			);
		case "unknown":
			return given;
		default:
			return unknown("the function takes a set and is given something else");
	}
}

/** Gives a primitive one more argument; runs it when it has them all. */
export function applyPrimitive(evaluation: Evaluation, f: Primitive, argument: Thunk, at: CallSite | undefined): Value {
	const given = [...f.given, argument];
	return given.length < f.arity ? { ...f, given } : f.call(evaluation, given, at);
}
