import type { Expression, Lambda, Node } from "../syntax/nodes.ts";
import { latest } from "../syntax/place.ts";
import type { Brand, Tree } from "./brand.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * What an expression is known to give, without running Nix. An abstract value is equal to the real one or says that
 * it does not know: `unknown`, an open attribute set or list, or a choice of several.
 */
export type Value = Unknown | Scalar | StringValue | PathValue | Attrs | List | Closure | Primitive | Choice;

/** A value that can't be told from the text, with the reason in words for people. */
export interface Unknown {
	readonly kind: "unknown";
	readonly reason: string;
	/** Equal for two that are the same thing, such as one attribute of one flake input. */
	readonly symbol: string | undefined;
	/** For a part of nixpkgs' library, which nixpkgs that is; the symbol tells which part. */
	readonly library?: string | undefined;
}

/** A truth value, null, or a number: a `bigint` is an integer, a `number` has a fraction. */
export interface Scalar {
	readonly kind: "scalar";
	readonly value: boolean | null | number | bigint;
}

/** A string that names no path. */
export interface StringValue {
	readonly kind: "string";
	readonly value: string;
}

/** A path, or a string that is the path of a source tree (`"${nixpkgs}/lib"`). */
export interface PathValue {
	readonly kind: "path";
	readonly tree: Tree;
	/** Absolute within the tree, `/` for its root. */
	readonly path: string;
	/** True for a string that names the path. */
	readonly string: boolean;
	/** For a string: how it spells the path, if not plainly, as in `/a/../b/`. */
	readonly spelled?: string | undefined;
	/** For a string that names a copy in the store (`"${./a}"`): the path that was copied. Nothing is above it there. */
	readonly copied?: string | undefined;
}

/** An attribute set. */
export interface Attrs {
	readonly kind: "attrs";
	readonly entries: ReadonlyMap<string, Slot>;
	/** Set if there may be more attributes than `entries`; why. */
	readonly open: Unknown | undefined;
	/** The values of attributes whose names are computed from what is not known. */
	readonly unnamed: readonly Thunk[];
	/** What the set stands for, when it is more than its attributes. */
	readonly brand: Brand | undefined;
}

/** A list. */
export interface List {
	readonly kind: "list";
	readonly items: readonly Thunk[];
	/** Set if there may be other items between, before and after `items`; why. */
	readonly open: Unknown | undefined;
	/** False if some of `items` may not be there; the list is open then. */
	readonly certain: boolean;
	/** What other items come from, if that is known to be no part of the workspace: each has a symbol. */
	readonly others?: readonly Unknown[] | undefined;
}

/** A function that is written in the workspace, with what its free names mean. */
export interface Closure {
	readonly kind: "closure";
	readonly lambda: Lambda;
	readonly environment: Environment;
}

/** A function that is not written in the workspace: a builtin, one of nixpkgs' library, or of a flake input. */
export interface Primitive {
	readonly kind: "primitive";
	readonly name: string;
	readonly arity: number;
	readonly given: readonly Thunk[];
	readonly call: (evaluation: Evaluation, args: readonly Thunk[], at: CallSite | undefined) => Value;
}

/** Where a function is called: the call's node and what its names mean there. */
export interface CallSite {
	readonly node: Node;
	readonly environment: Environment;
}

/** One of several values, because a condition is not known. */
export interface Choice {
	readonly kind: "choice";
	readonly alternatives: readonly Value[];
	readonly reason: string;
}

/** A place in the text. */
export interface Place {
	readonly file: string;
	readonly node: Node;
}

/** An attribute or a variable: its value and where its name is written. */
export interface Slot {
	readonly thunk: Thunk;
	readonly definedAt: Place | undefined;
	/** Set if the attribute may not be there; why. Its set is open then, and its thunk tells the doubt too. */
	readonly doubt?: Unknown;
}

/** An expression with the environment that gives its names a meaning. */
export interface Origin {
	readonly expression: Expression;
	readonly environment: Environment;
}

/** An expression whose value has not been asked for. */
interface Delayed extends Origin {
	readonly kind: "delayed";
	readonly evaluator: Pick<Evaluation, "evaluate">;
}

/** More values than this that wait for one another would endanger the stack. */
const maxWaiting = 400;
const tooDeep: Unknown = { kind: "unknown", reason: "nested too deeply to follow", symbol: undefined };

/** A value that is computed when it is first asked for. */
export class Thunk {
	private static waiting = 0;

	/** @param state the value, or how to compute it: that is let go once it is done. */
	constructor(
		private state: Value | Delayed | (() => Value),
		private readonly written: Origin | undefined = undefined,
	) {}

	/** The value of an expression, computed when it is first asked for. */
	static delayed(evaluator: Delayed["evaluator"], expression: Expression, environment: Environment): Thunk {
		const delayed: Delayed = { kind: "delayed", evaluator, expression, environment };
		return new Thunk(delayed, delayed);
	}

	/** The text that the value comes from, if it has one. */
	get origin(): Origin | undefined {
		if (this.written === undefined) return undefined;
		const expression = latest(this.written.expression);
		return expression === this.written.expression ? this.written : { ...this.written, expression };
	}

	/** The value; unknown while it is being computed, which is how Nix's infinite recursion ends here. */
	force(): Value {
		const { state } = this;
		if (typeof state !== "function" && state.kind !== "delayed") return state;
		if (Thunk.waiting >= maxWaiting) return tooDeep;
		this.state = cycle;
		Thunk.waiting++;
		try {
			const value =
				typeof state === "function" ? state() : state.evaluator.evaluate(state.expression, state.environment);
			this.state = value;
			return value;
		} finally {
			Thunk.waiting--;
		}
	}
}

/** What a value is while it is being computed. */
export const cycle: Unknown = { kind: "unknown", reason: "its value depends on itself", symbol: undefined };

/** What can't be told, for a reason that is a clause for people. */
export function unknown(reason: string, symbol?: string, library?: string): Unknown {
	return { kind: "unknown", reason, symbol, library };
}

/** A truth value, null or a number. */
export function scalar(value: boolean | null | number | bigint): Scalar {
	return { kind: "scalar", value };
}

/** A string that is known. */
export function string(value: string): StringValue {
	return { kind: "string", value };
}

/** A thunk whose value is already there. */
export function ready(value: Value, origin?: Origin): Thunk {
	return new Thunk(value, origin);
}

/** A list. Unless said otherwise, an open one is sure of none of its items. */
export function list(items: readonly Thunk[], open?: Unknown, certain = open === undefined): List {
	return { kind: "list", items, open, certain };
}

/** An attribute set; `open` if it may have more than `entries` and `unnamed`. */
export function attrs(
	entries: ReadonlyMap<string, Slot>,
	open?: Unknown,
	brand?: Brand,
	unnamed: readonly Thunk[] = [],
): Attrs {
	return { kind: "attrs", entries, open, unnamed, brand };
}

/** An attribute set of computed values, which stand nowhere in the text. */
export function record(values: Readonly<Record<string, Value | Thunk>>, open?: Unknown, brand?: Brand): Attrs {
	const entries = new Map<string, Slot>();
	for (const [name, value] of Object.entries(values)) {
		entries.set(name, { thunk: value instanceof Thunk ? value : ready(value), definedAt: undefined });
	}
	return attrs(entries, open, brand);
}

/** A primitive function of `arity` arguments; they arrive unforced. */
export function primitive(name: string, arity: number, call: Primitive["call"]): Primitive {
	return { kind: "primitive", name, arity, given: [], call };
}

/** What is not known because `cause` is not: for the same reason, but not the same thing. */
export function because({ reason }: Unknown): Unknown {
	return unknown(reason);
}

/** The text of a string whose value is known. */
export function stringOf(value: Value): string | undefined {
	return value.kind === "string" ? value.value : undefined;
}

/** True for `null`. */
export function isNull(value: Value): boolean {
	return value.kind === "scalar" && value.value === null;
}

/** The truth value, if known. */
export function booleanOf(value: Value): boolean | undefined {
	return value.kind === "scalar" && typeof value.value === "boolean" ? value.value : undefined;
}

/** What `builtins.typeOf` says of a value, if known. */
export function typeName(value: Value): string | undefined {
	switch (value.kind) {
		case "attrs":
			return "set";
		case "closure":
		case "primitive":
			return "lambda";
		case "path":
			return value.string ? "string" : "path";
		case "scalar":
			return scalarType(value.value);
		case "string":
		case "list":
			return value.kind;
		case "unknown":
		case "choice":
			return undefined;
	}
}

function scalarType(value: Scalar["value"]): string {
	if (value === null) return "null";
	if (typeof value === "boolean") return "bool";
	return typeof value === "bigint" ? "int" : "float";
}
