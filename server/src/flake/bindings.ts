import type { Attr, AttrBinding, Attrset, Binding, Expression, Inherit, Let } from "../syntax/nodes.ts";
import { latest } from "../syntax/rebase.ts";
import type { Environment } from "./environment.ts";
import { scope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attrName, lexical, lookUp } from "./names.ts";
import { attribute } from "./select.ts";
import type { Slot, Unknown, Value } from "./value.ts";
import { attrs, Thunk, unknown } from "./value.ts";

/** The value of `{ … }`, `rec { … }` or `let { … }`. */
export function attrsetValue(evaluation: Evaluation, node: Attrset, environment: Environment): Value {
	if (!node.recursive && !node.letBody) {
		const { entries, open, unnamed } = collect(evaluation, node.bindings, environment, environment);
		return attrs(entries, open, undefined, unnamed);
	}
	const inner = recursiveEnvironment(evaluation, node, environment);
	const { entries, open, unnamed } = collect(evaluation, node.bindings.filter(isComputed), inner, environment);
	const value = attrs(new Map([...(inner.names ?? []), ...entries]), open, undefined, unnamed);
	return node.letBody ? (attribute(value, "body") ?? unknown("the set has no ‘body’")) : value;
}

/** The scope that a `let` opens; made once in each environment. */
export function letScope(evaluation: Evaluation, node: Let, environment: Environment): Environment {
	return recursiveScope(evaluation, node, environment);
}

/** The scope inside `rec { … }` or `let { … }`; made once in each environment. */
export function recursiveEnvironment(evaluation: Evaluation, node: Attrset, environment: Environment): Environment {
	return recursiveScope(evaluation, node, environment);
}

/** The scope of `let` or `rec`, whose bindings see each other. A computed name is an attribute, but never in scope. */
function recursiveScope(evaluation: Evaluation, node: Let | Attrset, environment: Environment): Environment {
	const known = environment.opened(node);
	if (known !== undefined) return known;
	const names = new Map<string, Slot>();
	const inner = scope(environment, names);
	environment.keepOpened(node, inner);
	const written = node.bindings.filter((binding) => !isComputed(binding));
	for (const [name, slot] of collect(evaluation, written, inner, environment).entries) names.set(name, slot);
	return inner;
}

function isComputed(binding: Binding): boolean {
	return binding.kind === "binding" && binding.path.attrs[0]?.name === undefined;
}

/** What is written for one attribute: whole values, and paths that go on below it. */
interface Written {
	readonly definedAt: Attr;
	readonly values: (Expression | Thunk)[];
	readonly nested: AttrBinding[];
}

interface Collected {
	readonly entries: Map<string, Slot>;
	readonly open: Unknown | undefined;
	readonly unnamed: readonly Thunk[];
}

/** The attributes of a list of bindings; `inherit x` looks in `outer`, all else in `inner`. */
function collect(
	evaluation: Evaluation,
	bindings: readonly Binding[],
	inner: Environment,
	outer: Environment,
): Collected {
	const written = new Map<string, Written>();
	const nameless: Written[] = [];
	const put = (attr: Attr, name: string | undefined): Written => {
		const known = name === undefined ? undefined : written.get(name);
		if (known !== undefined) return known;
		const fresh: Written = { definedAt: attr, values: [], nested: [] };
		if (name === undefined) nameless.push(fresh);
		else written.set(name, fresh);
		return fresh;
	};
	for (const binding of bindings) {
		if (binding.kind === "inherit") inherit(evaluation, binding, inner, outer, put);
		else define(evaluation, binding, inner, put);
	}
	const entries = new Map<string, Slot>();
	for (const [name, each] of written) {
		entries.set(name, {
			thunk: slotThunk(evaluation, each, inner),
			definedAt: { file: inner.file, node: each.definedAt },
		});
	}
	const unnamed = nameless.map((each) => slotThunk(evaluation, each, inner));
	return { entries, open: unnamed.length > 0 ? unknown("an attribute's name is computed") : undefined, unnamed };
}

type Put = (attr: Attr, name: string | undefined) => Written;

function define(evaluation: Evaluation, binding: AttrBinding, environment: Environment, put: Put): void {
	const [first, ...rest] = binding.path.attrs;
	if (first === undefined) return;
	const name = attrName(evaluation, first, environment);
	if (name === null) return;
	const target = put(first, name);
	if (rest.length === 0) target.values.push(binding.value);
	else target.nested.push({ ...binding, path: { ...binding.path, attrs: rest } });
}

function inherit(evaluation: Evaluation, node: Inherit, inner: Environment, outer: Environment, put: Put): void {
	const from = node.from === undefined ? undefined : evaluation.delay(node.from, inner);
	for (const attr of node.attrs) {
		const { name } = attr;
		if (name === undefined) continue;
		put(attr, name).values.push(from === undefined ? inherited(evaluation, name, outer) : taken(from, name));
	}
}

/** `inherit x`: the very thunk of the outer name, so that its origin stays. A `with` is not looked into before need. */
function inherited(evaluation: Evaluation, name: string, outer: Environment): Thunk {
	const slot = lexical(evaluation, name, outer);
	if (slot !== undefined) return slot.thunk;
	return new Thunk(() => {
		const found = lookUp(evaluation, name, outer);
		return typeof found === "string" ? unknown(found) : found.thunk.force();
	});
}

function taken(from: Thunk, name: string): Thunk {
	return new Thunk(() => attribute(from.force(), name) ?? unknown(`there is no attribute ‘${name}’`));
}

function slotThunk(evaluation: Evaluation, { values, nested }: Written, environment: Environment): Thunk {
	const [only] = values;
	if (nested.length === 0 && values.length === 1 && only !== undefined) {
		return only instanceof Thunk ? only : evaluation.delay(only, environment);
	}
	return new Thunk(() => merged(evaluation, values, nested, environment));
}

/** `a = { b = 1; }; a.c = 2;`: Nix merges what is written as literal sets. Where one is `rec`, it depends on the order. */
function merged(
	evaluation: Evaluation,
	values: Written["values"],
	nested: Written["nested"],
	environment: Environment,
): Value {
	const bindings: Binding[] = [...nested];
	for (const value of values) {
		const literal = value instanceof Thunk ? undefined : lookThrough(value);
		if (literal?.kind !== "attrset") return unknown("an attribute is defined twice");
		if (literal.recursive || literal.letBody) return unknown("a recursive set is merged with another");
		bindings.push(...literal.bindings);
	}
	const { entries, open, unnamed } = collect(evaluation, bindings, environment, environment);
	return attrs(entries, open, undefined, unnamed);
}

/** The literal inside parentheses. It counts as evaluated, since what is written in it decides. */
function lookThrough(written: Expression): Expression {
	const expression = latest(written);
	expression.evaluated = true;
	return expression.kind === "parenthesized" ? lookThrough(expression.inner) : expression;
}
