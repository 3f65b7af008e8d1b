import type { Attrset, Binding, Expression, Inherit, Let } from "../syntax/nodes.ts";
import { latest } from "../syntax/place.ts";
import {
	add,
	type Inherited,
	sorted,
	type Written,
	type WrittenSet,
	writtenBelow,
	writtenIn,
} from "../syntax/written.ts";
import { Entries } from "./entries.ts";
import type { Environment } from "./environment.ts";
import { scope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attrName, lexical, lookUp } from "./names.ts";
import { attribute } from "./select.ts";
import type { Slot, Value } from "./value.ts";
import { attrs, Thunk, unknown } from "./value.ts";

/** The value of `{ … }`, `rec { … }` or `let { … }`. */
export function attrsetValue(evaluation: Evaluation, node: Attrset, environment: Environment): Value {
	const written = writtenIn(node);
	if (!node.recursive && !node.letBody) return setOf(evaluation, written, environment);
	const inner = recursiveScope(evaluation, node, environment);
	const value = withComputed(evaluation, written, inner.names ?? new Map(), inner);
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
	const names = new WrittenEntries(evaluation, writtenIn(node), environment);
	names.inner = scope(environment, names);
	environment.keepOpened(node, names.inner);
	return names.inner;
}

/** The set that is written, where no attribute sees the others. */
function setOf(evaluation: Evaluation, written: WrittenSet, environment: Environment): Value {
	return withComputed(evaluation, written, new WrittenEntries(evaluation, written, environment), environment);
}

/** The attributes or names whose names are written. */
class WrittenEntries extends Entries {
	/** Where all else looks. */
	inner: Environment;
	/** What each `inherit (x)` takes its names from: `x` is one value for them all. */
	private sources: Map<Inherit, Thunk> | undefined;

	constructor(
		private readonly evaluation: Evaluation,
		private readonly written: WrittenSet,
		/** Where `inherit x` looks. */
		private readonly outer: Environment,
	) {
		super();
		this.inner = outer;
	}

	protected override names(): Iterable<string> {
		return this.written.all().keys();
	}

	protected override find(name: string): Slot | undefined {
		const written = this.written.get(name);
		if (written === undefined) return undefined;
		const { values, nested, definedAt } = written;
		const [only] = values;
		if (only?.kind !== "inherited" || values.length > 1 || nested.length > 0) {
			return slotOf(this.evaluation, written, this.inner);
		}
		return { thunk: this.inherited(only), definedAt: { file: this.inner.file, node: definedAt } };
	}

	private inherited({ name, by }: Inherited): Thunk {
		if (by.from === undefined) return inherited(this.evaluation, name, this.outer);
		this.sources ??= new Map();
		const source = this.sources.get(by) ?? this.evaluation.delay(by.from, this.inner);
		this.sources.set(by, source);
		return taken(source, name);
	}
}

/** A set of known attributes and of those whose names are computed. */
function withComputed(
	evaluation: Evaluation,
	written: WrittenSet,
	names: ReadonlyMap<string, Slot>,
	environment: Environment,
): Value {
	const { computed } = written;
	if (computed.length === 0) return attrs(names);
	const entries = new Map(names);
	const named = written.all();
	const found = new Map<string, Written>();
	const unnamed: Thunk[] = [];
	for (const binding of computed) {
		const [attr] = binding.path.attrs;
		const name = attr === undefined ? null : attrName(evaluation, attr, environment);
		if (attr === undefined || name === null) continue;
		const known = name === undefined ? undefined : (found.get(name) ?? named.get(name));
		const both = {
			definedAt: known?.definedAt ?? attr,
			values: [...(known?.values ?? [])],
			nested: [...(known?.nested ?? [])],
		};
		add(both, binding);
		if (name === undefined) unnamed.push(slotOf(evaluation, both, environment).thunk);
		else found.set(name, both);
	}
	for (const [name, both] of found) entries.set(name, slotOf(evaluation, both, environment));
	return attrs(
		entries,
		unnamed.length > 0 ? unknown("an attribute's name is computed") : undefined,
		undefined,
		unnamed,
	);
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

/** An attribute that has a value of its own, or is put together of several. */
function slotOf(evaluation: Evaluation, written: Written, environment: Environment): Slot {
	const { values, nested, definedAt } = written;
	const [only] = values;
	const isWhole = only !== undefined && only.kind !== "inherited" && values.length === 1 && nested.length === 0;
	const thunk = isWhole
		? evaluation.delay(only, environment)
		: new Thunk(() => merged(evaluation, written, environment));
	return { thunk, definedAt: { file: environment.file, node: definedAt } };
}

/** `a = { b = 1; }; a.c = 2;`: Nix merges what is written as literal sets. Where one is `rec`, it depends on the order. */
function merged(evaluation: Evaluation, written: Written, environment: Environment): Value {
	if (written.values.length === 0) return setOf(evaluation, writtenBelow(written), environment);
	const bindings: Binding[] = [...written.nested];
	for (const value of written.values) {
		const literal = value.kind === "inherited" ? undefined : lookThrough(value);
		if (literal?.kind !== "attrset") return unknown("an attribute is defined twice");
		if (literal.recursive || literal.letBody) return unknown("a recursive set is merged with another");
		writtenIn(literal).all();
		bindings.push(...literal.bindings);
	}
	return setOf(evaluation, sorted(bindings), environment);
}

/** The literal inside parentheses. It counts as evaluated, since what is written in it decides. */
function lookThrough(written: Expression): Expression {
	const expression = latest(written);
	expression.evaluated = true;
	return expression.kind === "parenthesized" ? lookThrough(expression.inner) : expression;
}
