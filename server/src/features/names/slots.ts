import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import { attrName, lookUp } from "../../flake/names.ts";
import type { Slot, Thunk, Value } from "../../flake/value.ts";
import type { Attr, Expression, Formal, HasAttr, Inherit, Lambda, Select } from "../../syntax/nodes.ts";
import { isKeyedBySystem } from "./instances.ts";
import { type NameNode, nameOf } from "./nodes.ts";

/** What the name that a node writes stands for, once for each time that it is known to be evaluated. */
export function slotsAt(evaluation: Evaluation, path: string, node: NameNode): readonly Slot[] {
	switch (node.kind) {
		case "variable":
			return contextsOf(evaluation, path, node).environments.flatMap((environment) =>
				namedBy(evaluation, node, environment),
			);
		case "formal":
			return argumentSlots(evaluation, path, node.parent?.parent, node.name);
		case "lambda":
			return argumentSlots(evaluation, path, node, nameOf(node) ?? "");
		case "attr":
			return attrSlots(evaluation, path, node);
	}
}

/** The scopes of the calls of a function, as far as they are known. */
export function callsOf(evaluation: Evaluation, path: string, lambda: Lambda): readonly Environment[] {
	return contextsOf(evaluation, path, lambda.body).environments;
}

function argumentSlots(evaluation: Evaluation, path: string, lambda: Formal["parent"], name: string): readonly Slot[] {
	if (lambda?.kind !== "lambda") return [];
	return callsOf(evaluation, path, lambda).flatMap(({ names }) => names?.get(name) ?? []);
}

function attrSlots(evaluation: Evaluation, path: string, attr: Attr): readonly Slot[] {
	const { parent } = attr;
	if (parent?.kind === "inherit") {
		return inheritedSlots(evaluation, path, parent, attr).map(({ thunk }) => slotAt(path, attr, thunk));
	}
	const holder = parent?.kind === "attrpath" ? parent.parent : undefined;
	if (parent?.kind !== "attrpath" || holder === undefined) return [];
	if (holder.kind === "select" || holder.kind === "has-attr") {
		const { environments } = contextsOf(evaluation, path, holder);
		const steps = parent.attrs.indexOf(attr) + 1;
		return environments.flatMap((environment) => attributeSlots(evaluation, holder, steps, environment));
	}
	if (holder.kind !== "binding" || parent.attrs.at(-1) !== attr) return [];
	return contextsOf(evaluation, path, holder.value).environments.map((environment) => {
		const own = environment.names?.get(nameOf(attr) ?? "");
		return own?.definedAt?.node === attr ? own : slotAt(path, attr, evaluation.delay(holder.value, environment));
	});
}

function slotAt(path: string, attr: Attr, thunk: Thunk): Slot {
	return { thunk, definedAt: { file: path, node: attr } };
}

/** What an inherited name is outside of the set that inherits it. */
export function inheritedSlots(evaluation: Evaluation, path: string, { from }: Inherit, attr: Attr): readonly Slot[] {
	const { environments } = contextsOf(evaluation, path, from ?? attr);
	return environments.flatMap((environment) => {
		const name = nameOf(attr) ?? "";
		return from === undefined
			? known(lookUp(evaluation, name, environment))
			: entriesOf(evaluation.evaluate(from, environment), name);
	});
}

/** The slots that an expression gives on by name: `a`, `a.b`, either branch of an `if`. */
export function namedBy(evaluation: Evaluation, expression: Expression, environment: Environment): readonly Slot[] {
	const again = (inner: Expression) => namedBy(evaluation, inner, environment);
	switch (expression.kind) {
		case "parenthesized":
			return again(expression.inner);
		case "variable":
			return known(lookUp(evaluation, expression.name, environment));
		case "select":
			return attributeSlots(evaluation, expression, expression.path.attrs.length, environment);
		case "if":
			return [...again(expression.consequence), ...again(expression.alternative)];
		default:
			return [];
	}
}

/**
 * The attribute that the first `steps` steps of a path lead to. One of a set keyed by system that is made as a whole is
 * written where the set is.
 */
function attributeSlots(
	evaluation: Evaluation,
	{ target, path }: Select | HasAttr,
	steps: number,
	environment: Environment,
): readonly Slot[] {
	let slots = namedBy(evaluation, target, environment);
	let sets: readonly Value[] = [evaluation.evaluate(target, environment)];
	for (const attr of path.attrs.slice(0, steps)) {
		const name = attrName(evaluation, attr, environment);
		const found = typeof name === "string" ? sets.flatMap((set) => entriesOf(set, name)) : [];
		const isWritten = found.some(({ definedAt }) => definedAt !== undefined);
		if (isWritten || !sets.flatMap(alternatives).some(isKeyedBySystem)) slots = found;
		else if (found.length > 0) slots = slots.flatMap((set) => found.map(({ thunk }) => ({ ...set, thunk })));
		sets = found.map(({ thunk }) => thunk.force());
	}
	return slots;
}

/** The attribute of a value by name, in each of its alternatives. */
export function entriesOf(value: Value, name: string): readonly Slot[] {
	return alternatives(value).flatMap((set) => (set.kind === "attrs" ? (set.entries.get(name) ?? []) : []));
}

function known(slot: Slot | string): readonly Slot[] {
	return typeof slot === "string" ? [] : [slot];
}
