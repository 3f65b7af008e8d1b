import type { Formals } from "../syntax/nodes.ts";
import type { Cause, Environment, Frame } from "./environment.ts";
import { scope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attribute, attributeOr } from "./select.ts";
import type { CallSite, Closure, Primitive, Slot, Value } from "./value.ts";
import { each, Thunk, unknown } from "./value.ts";

/** A function that calls itself on what is not known would never end; no other is called as often as this. */
const maxCalls = 10_000;

/** Calls a function that is written in the workspace, and notes the call. */
export function applyClosure(
	evaluation: Evaluation,
	closure: Closure,
	argument: Thunk,
	at: CallSite | undefined,
	cause: Cause | undefined,
): Value {
	const calls = evaluation.calls.get(closure.lambda)?.length ?? 0;
	if (calls >= maxCalls) return unknown("the function is called too often to follow");
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
	const frame: Frame = { lambda, argument, cause, parent: outer.frame, at, caller: at?.environment.frame };
	const names = new Map<string, Slot>();
	const environment = scope(outer, names, frame);
	if (lambda.universal !== undefined) {
		names.set(lambda.universal.name, { thunk: argument, definedAt: { file: outer.file, node: lambda } });
	}
	if (lambda.formals !== undefined) bindFormals(evaluation, lambda.formals, argument, environment, names);
	if (noted) evaluation.noteCall(lambda, environment);
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
	const checked = each(given, (given) =>
		given.kind === "attrs" || given.kind === "unknown" ? given : unknown("the function takes a set"),
	);
	if (fallback !== undefined) return attributeOr(checked, [name], () => fallback.force());
	return attribute(checked, name) ?? unknown(`the argument ‘${name}’ is not given`);
}

/** Gives a primitive one more argument; runs it when it has them all. */
export function applyPrimitive(evaluation: Evaluation, f: Primitive, argument: Thunk, at: CallSite | undefined): Value {
	const given = [...f.given, argument];
	return given.length < f.arity ? { ...f, given } : f.call(evaluation, given, at);
}
