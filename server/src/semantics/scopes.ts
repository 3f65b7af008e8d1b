import { boundAttrs } from "../syntax/attrs.ts";
import type { Attr, Attrset, Binding, Formal, Lambda, Let, Name, Node, Variable, With } from "../syntax/nodes.ts";
import { ancestors, descendants } from "../syntax/walk.ts";
import { isGlobal } from "./globals.ts";

/** A place that uses a name: a variable, or an attribute of `inherit a;`, which reads the scope outside its set. */
export type Use = Variable | Attr;

/** What a name stands for. */
export type Definition =
	| Local
	/** One of these may bind it, the innermost first; which one, only evaluation can tell. */
	| { readonly kind: "with"; readonly candidates: readonly With[] }
	| { readonly kind: "global" }
	| { readonly kind: "unbound" };

/** A name bound in the file. There is one object for each, so two uses mean the same if their definitions are equal. */
export type Local = Bound | FormalName | UniversalName;

/** Bound by `let` or a recursive set. */
export interface Bound {
	readonly kind: "bound";
	readonly name: string;
	readonly scope: Let | Attrset;
	/** The attributes that make it: first steps of a path (`a` in `a.b = 1; a.c = 2;`), or one in an `inherit`. */
	readonly attrs: readonly Attr[];
}

/** Bound by `{ name }: …`. */
export interface FormalName {
	readonly kind: "formal";
	readonly name: string;
	readonly scope: Lambda;
	readonly formal: Formal;
}

/** Bound by `name: …`, `name@{ … }: …` or `{ … }@name: …`. */
export interface UniversalName {
	readonly kind: "universal";
	readonly name: string;
	readonly scope: Lambda;
	readonly binder: Name;
}

type Scope = Local["scope"];

/** By what binds the names: an edit may give a scope other bindings or formals. */
const tables = new WeakMap<Lambda | readonly (Binding | Formal)[], ReadonlyMap<string, Local>>();

/** True if `node` reads a name from the scope around it. */
export function isUse(node: Node): node is Use {
	if (node.kind === "variable") return true;
	return node.kind === "attr" && node.name !== undefined && isPlainInherit(node.parent);
}

/** What a use stands for, by the names in scope at its place. */
export function resolve(use: Use): Definition {
	const name = use.name ?? "";
	const candidates: With[] = [];
	let inner: Node = use.kind === "attr" ? outsideOfInherit(use) : use;
	for (const outer of ancestors(inner)) {
		const local = isScope(outer) ? namesOf(outer).get(name) : undefined;
		if (local !== undefined) return local;
		if (outer.kind === "with" && outer.body === inner) candidates.push(outer);
		inner = outer;
	}
	if (isGlobal(name)) return { kind: "global" };
	return candidates.length > 0 ? { kind: "with", candidates } : { kind: "unbound" };
}

/** The names that a `let`, a recursive set or a function brings into scope. */
export function namesOf(scope: Scope): ReadonlyMap<string, Local> {
	const binder = scope.kind === "lambda" ? (scope.formals?.formals ?? scope) : scope.bindings;
	const known = tables.get(binder);
	if (known !== undefined) return known;
	const names = scope.kind === "lambda" ? lambdaNames(scope) : boundNames(scope);
	tables.set(binder, names);
	return names;
}

/** Every use inside `node`, in the order of the text. */
export function* uses(node: Node): Generator<Use, void, undefined> {
	for (const inner of descendants(node)) if (isUse(inner)) yield inner;
}

/**
 * The uses inside `node` of names from outside it: bound around it, by a `with` around it, global or unbound.
 * What a `with` inside may bind is from outside too if one around it may.
 */
export function freeVariables(node: Node): readonly Use[] {
	const isInside = (scope: Node): boolean => scope === node || [...ancestors(scope)].includes(node);
	return [...uses(node)].filter((use) => {
		const definition = resolve(use);
		if (definition.kind === "with") return !definition.candidates.every(isInside);
		return !("scope" in definition && isInside(definition.scope));
	});
}

/** Every use of a name bound in the file, in the order of the text. */
export function references(definition: Local): readonly Use[] {
	return [...uses(definition.scope)].filter((use) => use.name === definition.name && resolve(use) === definition);
}

/** The uses that nothing binds and no `with` could: Nix refuses to evaluate such a file. */
export function unboundNames(root: Node): readonly Use[] {
	return [...uses(root)].filter((use) => resolve(use).kind === "unbound");
}

/** True if `node` brings names into scope: a `let`, a recursive set or a function. */
export function isScope(node: Node): node is Scope {
	return node.kind === "let" || node.kind === "lambda" || (node.kind === "attrset" && (node.recursive || node.letBody));
}

function isPlainInherit(node: Node | undefined): boolean {
	return node?.kind === "inherit" && node.from === undefined;
}

/** The set or `let` that an `inherit a;` stands in: `a` is looked up outside it. */
function outsideOfInherit(attr: Attr): Node {
	return attr.parent?.parent ?? attr;
}

function lambdaNames(scope: Lambda): ReadonlyMap<string, Local> {
	const { universal, formals } = scope;
	const names = new Map<string, Local>();
	for (const formal of formals?.formals ?? []) {
		names.set(formal.name, { kind: "formal", name: formal.name, scope, formal });
	}
	if (universal !== undefined) {
		names.set(universal.name, { kind: "universal", name: universal.name, scope, binder: universal });
	}
	return names;
}

function boundNames(scope: Let | Attrset): ReadonlyMap<string, Local> {
	const attrs = new Map<string, Attr[]>();
	for (const binding of scope.bindings) {
		for (const attr of boundAttrs(binding)) {
			if (attr.name === undefined) continue;
			const same = attrs.get(attr.name);
			if (same === undefined) attrs.set(attr.name, [attr]);
			else same.push(attr);
		}
	}
	return new Map(Array.from(attrs, ([name, same]) => [name, { kind: "bound", name, scope, attrs: same }]));
}
