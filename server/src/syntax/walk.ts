import type { Node } from "./nodes.ts";

const NONE: readonly Node[] = [];

/** The nodes directly inside `node`, in the order of the text. */
export function children(node: Node): readonly Node[] {
	switch (node.kind) {
		case "variable":
		case "number":
		case "search-path":
		case "uri":
		case "error":
			return NONE;
		case "string":
		case "path":
			return node.parts.filter((part) => typeof part !== "string");
		case "attrset":
			return node.bindings;
		case "list":
			return node.elements;
		case "let":
			return [...node.bindings, node.body];
		case "with":
			return [node.environment, node.body];
		case "assert":
			return [node.condition, node.body];
		case "if":
			return [node.condition, node.consequence, node.alternative];
		case "lambda":
			return node.formals === undefined ? [node.body] : [node.formals, node.body];
		case "apply":
			return [node.function, node.argument];
		case "select":
			return node.default === undefined ? [node.target, node.path] : [node.target, node.path, node.default];
		case "has-attr":
			return [node.target, node.path];
		case "unary":
			return [node.operand];
		case "binary":
			return [node.left, node.right];
		case "parenthesized":
			return [node.inner];
		case "binding":
			return [node.path, node.value];
		case "inherit":
			return node.from === undefined ? node.attrs : [node.from, ...node.attrs];
		case "attrpath":
			return node.attrs;
		case "attr":
			return node.dynamic === undefined ? NONE : [node.dynamic];
		case "formals":
			return node.formals;
		case "formal":
			return node.default === undefined ? NONE : [node.default];
	}
}

/** `node` and everything inside it, outer before inner, in the order of the text. */
export function* descendants(node: Node): Generator<Node, void, undefined> {
	const open: Node[] = [node];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		yield next;
		const inner = children(next);
		for (let i = inner.length - 1; i >= 0; i--) {
			const child = inner[i];
			if (child !== undefined) open.push(child);
		}
	}
}

/** What holds `node`, from its parent to the root. */
export function* ancestors(node: Node): Generator<Node, void, undefined> {
	for (let next = node.parent; next !== undefined; next = next.parent) yield next;
}

/** The nearest of `node` and its ancestors that is of `kind`. */
export function enclosing<Kind extends Node["kind"]>(
	node: Node,
	kind: Kind,
): Extract<Node, { kind: Kind }> | undefined {
	for (let next: Node | undefined = node; next !== undefined; next = next.parent) {
		if (isKind(next, kind)) return next;
	}
	return undefined;
}

function isKind<Kind extends Node["kind"]>(node: Node, kind: Kind): node is Extract<Node, { kind: Kind }> {
	return node.kind === kind;
}

/** The innermost node that holds `offset`; of two that meet there, the one that starts at it. */
export function nodeAt(root: Node, offset: number): Node | undefined {
	let found = offset < root.start || root.end < offset ? undefined : root;
	for (let next: Node | undefined = found; next !== undefined; ) {
		found = next;
		const here = children(next).filter((child) => child.start <= offset && offset <= child.end);
		next = here.find((child) => offset < child.end) ?? here.at(-1);
	}
	return found;
}
