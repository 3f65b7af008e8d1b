import type { AttrPath, Expression } from "./nodes.ts";

/** The expression without the parentheses around it. */
export function unparenthesized(expression: Expression): Expression {
	let inner = expression;
	while (inner.kind === "parenthesized") inner = inner.inner;
	return inner;
}

/** The names of an attribute path, or undefined if one of them is computed. */
export function staticPath(path: AttrPath): readonly string[] | undefined {
	const names = path.attrs.map(({ name }) => name);
	return names.every((name) => name !== undefined) ? names : undefined;
}
