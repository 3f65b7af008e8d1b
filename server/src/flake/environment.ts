import type { Lambda, Node } from "../syntax/nodes.ts";
import type { Host } from "./host.ts";
import type { Slot, Thunk } from "./value.ts";

/** One call of a function: what tells its evaluations apart. */
export interface Frame {
	readonly lambda: Lambda;
	/** What it is called with. */
	readonly argument: Thunk;
	/** Why the call is made, when it is more than a plain one: what counts evaluations names it. */
	readonly cause: Cause | undefined;
	/** The call that the function itself was made in. */
	readonly parent: Frame | undefined;
	/** The call that this one was made from. */
	readonly caller: Frame | undefined;
}

export type Cause =
	| { readonly kind: "module"; readonly host: Host }
	| { readonly kind: "system"; readonly system: string }
	| { readonly kind: "outputs" };

/** The names that an expression can see: a chain of scopes, innermost first. */
export interface Environment {
	readonly file: string;
	readonly parent: Environment | undefined;
	/** The scope's names; undefined for a `with`. */
	readonly names: ReadonlyMap<string, Slot> | undefined;
	/** The set that a `with` brings in. */
	readonly with: Thunk | undefined;
	readonly frame: Frame | undefined;
	/** The scopes that open within this one, by the node that opens them, so that each is made once. */
	readonly inner: Map<Node, Environment>;
	/** The values of calls made in this scope. */
	readonly results: Map<Node, Thunk>;
}

/** The outermost scope of a file. */
export function fileEnvironment(file: string): Environment {
	return {
		file,
		parent: undefined,
		names: new Map(),
		with: undefined,
		frame: undefined,
		inner: new Map(),
		results: new Map(),
	};
}

/** Opens a scope with names. */
export function scope(parent: Environment, names: ReadonlyMap<string, Slot>, frame = parent.frame): Environment {
	return { file: parent.file, parent, names, with: undefined, frame, inner: new Map(), results: new Map() };
}

/** Opens the scope of a `with`. */
export function withScope(parent: Environment, environment: Thunk): Environment {
	return {
		file: parent.file,
		parent,
		names: undefined,
		with: environment,
		frame: parent.frame,
		inner: new Map(),
		results: new Map(),
	};
}
