import type { Lambda, Node } from "../syntax/nodes.ts";
import type { Host } from "./host.ts";
import type { CallSite, Slot, Thunk, Value } from "./value.ts";

/** One call of a function: what tells its evaluations apart. */
export interface Frame {
	readonly lambda: Lambda;
	/** What it is called with. */
	readonly argument: Thunk;
	/** Why the call is made, when it is more than a plain one: what counts evaluations names it. */
	readonly cause: Cause | undefined;
	/** The call that the function itself was made in. */
	readonly parent: Frame | undefined;
	/** Where the call is written, if it is. */
	readonly at: CallSite | undefined;
	/** The call that this one was made from. */
	readonly caller: Frame | undefined;
}

/** A module is evaluated for the sake of a host. */
interface ModuleCause {
	readonly kind: "module";
	readonly host: Host;
}

/** What a call is made for. */
export type Cause = ModuleCause | { readonly kind: "system"; readonly system: string } | { readonly kind: "outputs" };

/** The names that an expression can see: a chain of scopes, innermost first. */
export class Environment {
	private inner: Map<Node, Environment> | undefined;
	private results: Map<Node, Value> | undefined;

	constructor(
		readonly file: string,
		readonly parent: Environment | undefined,
		/** The scope's names; undefined for a `with` and for a file. */
		readonly names: ReadonlyMap<string, Slot> | undefined,
		/** The set that a `with` brings in. */
		readonly withSet: Thunk | undefined,
		readonly frame: Frame | undefined,
	) {}

	/** The scope that a node opens within this one, if it has been opened: each is made once. */
	opened(node: Node): Environment | undefined {
		return this.inner?.get(node);
	}

	/** Keeps the scope that a node opens within this one. */
	keepOpened(node: Node, inner: Environment): void {
		this.inner ??= new Map();
		this.inner.set(node, inner);
	}

	/** The value of a call made in this scope, if it has been made. */
	result(node: Node): Value | undefined {
		return this.results?.get(node);
	}

	/** Keeps the value of a call made in this scope. */
	keepResult(node: Node, value: Value): void {
		this.results ??= new Map();
		this.results.set(node, value);
	}
}

/** The outermost scope of a file. */
export function fileEnvironment(file: string): Environment {
	return new Environment(file, undefined, undefined, undefined, undefined);
}

/** Opens a scope with names. */
export function scope(parent: Environment, names: ReadonlyMap<string, Slot>, frame = parent.frame): Environment {
	return new Environment(parent.file, parent, names, undefined, frame);
}

/** Opens the scope of a `with`. */
export function withScope(parent: Environment, environment: Thunk): Environment {
	return new Environment(parent.file, parent, undefined, environment, parent.frame);
}

/** The call of the module that a call's function was made in, or of the module itself. */
export function moduleFrame(frame: Frame | undefined): (Frame & { readonly cause: ModuleCause }) | undefined {
	for (let at = frame; at !== undefined; at = at.parent) if (isOfModule(at)) return at;
	return undefined;
}

function isOfModule(frame: Frame): frame is Frame & { readonly cause: ModuleCause } {
	return frame.cause?.kind === "module";
}

/** A call, the calls that its function was made in, and those that it was made from. */
export function framesAround(frame: Frame | undefined): ReadonlySet<Frame> {
	const around = new Set<Frame>();
	// A set hands out what is added to it while it is being walked.
	if (frame !== undefined) around.add(frame);
	for (const { parent, caller } of around) {
		if (parent !== undefined) around.add(parent);
		if (caller !== undefined) around.add(caller);
	}
	return around;
}
