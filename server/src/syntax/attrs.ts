import type { Attr, AttrPath, Binding, Expression, Node } from "./nodes.ts";

/** The expression without the parentheses around it. */
export function unparenthesized(expression: Expression): Expression {
	let inner = expression;
	while (inner.kind === "parenthesized") inner = inner.inner;
	return inner;
}

/** The node with all the parentheses around it. */
export function inParentheses(node: Node): Node {
	let outer = node;
	while (outer.parent?.kind === "parenthesized") outer = outer.parent;
	return outer;
}

/** What holds a node, past the parentheses around it. */
export function unwrappedParent(node: Node): Node | undefined {
	return inParentheses(node).parent;
}

/** The attributes that a binding gives its set: the first step of a path (`a` of `a.b = 1;`), or all that it inherits. */
export function boundAttrs(binding: Binding): readonly Attr[] {
	return binding.kind === "inherit" ? binding.attrs : binding.path.attrs.slice(0, 1);
}

/** The names of an attribute path, or undefined if one of them is computed. */
export function staticPath(path: AttrPath): readonly string[] | undefined {
	const names = path.attrs.map(({ name }) => name);
	return names.every((name) => name !== undefined) ? names : undefined;
}
