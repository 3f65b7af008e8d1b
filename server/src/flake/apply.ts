import { formalOf, formalsOf } from "../syntax/formals.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { each } from "./choices.ts";
import { Entries } from "./entries.ts";
import type { Cause, Environment, Frame } from "./environment.ts";
import { scope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attribute, attributeOr } from "./select.ts";
import type { CallSite, Closure, Primitive, Slot, Value } from "./value.ts";
import { Thunk, unknown } from "./value.ts";

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
	if (evaluation.calls.count(closure.lambda) >= maxCalls) return unknown("the function is called too often to follow");
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
	const names = new CallNames(evaluation, lambda, argument, outer);
	names.inner = scope(outer, names, frame);
	if (noted) evaluation.calls.note(lambda, names.inner, evaluation.isSettled);
	return names.inner;
}

/** The names that a call gives the body of its function. */
class CallNames extends Entries {
	/** The scope that they make; defaults see it. */
	inner: Environment;

	constructor(
		private readonly evaluation: Evaluation,
		private readonly lambda: Lambda,
		private readonly argument: Thunk,
		outer: Environment,
	) {
		super();
		this.inner = outer;
	}

	protected override names(): Iterable<string> {
		return [...(this.lambda.universal === undefined ? [] : [this.lambda.universal]), ...formalsOf(this.lambda)].map(
			({ name }) => name,
		);
	}

	protected override find(name: string): Slot | undefined {
		const { evaluation, lambda, argument, inner } = this;
		const formal = formalOf(lambda, name);
		if (formal === undefined) {
			const isUniversal = lambda.universal?.name === name;
			return isUniversal ? { thunk: argument, definedAt: { file: inner.file, node: lambda } } : undefined;
		}
		const fallback = formal.default === undefined ? undefined : evaluation.delay(formal.default, inner);
		const thunk = new Thunk(() => formalValue(name, argument.force(), fallback));
		return { thunk, definedAt: { file: inner.file, node: formal } };
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
