import type { Expression, Node } from "./nodes.ts";
import { children } from "./walk.ts";

/** The expression that now stands where `expression` stood when it was last looked at. */
export function latest(expression: Expression): Expression {
	return expression.place?.holds ?? expression;
}

/** False once an edit has put something else in the place of a node, or of what it is part of. */
export function isInPlace(node: Node): boolean {
	let at = node;
	for (; at.parent !== undefined; at = at.parent) if (!children(at.parent).includes(at)) return false;
	return at.place === undefined || at.place.holds === at;
}

/** Puts an expression where the old one stands, and lets those find it who hold the old one. */
export function replace(old: Expression, fresh: Expression): void {
	const place = old.place ?? { holds: old };
	old.place = place;
	fresh.place = place;
	place.holds = fresh;
	fresh.parent = old.parent;
	if (old.parent !== undefined) putInto(old.parent, old, fresh);
}

function putInto(parent: Node, old: Expression, fresh: Expression): void {
	const fields: Record<string, unknown> = { ...parent };
	for (const [key, value] of Object.entries(fields)) {
		if (value === old) Object.assign(parent, { [key]: fresh });
		else if (Array.isArray(value) && value.includes(old)) value[value.indexOf(old)] = fresh;
	}
}
