import { keptByTree } from "../../instances/kept-by-tree.ts";
import type { Attr, Expression, Formal, Lambda, Node, Variable } from "../../syntax/nodes.ts";
import { descendants, nodeAt } from "../../syntax/walk.ts";
import { contains, type Range } from "../../text/range.ts";

/** A node that writes a name: a variable, a step of an attribute path, a formal, or a function's name for its argument. */
export type NameNode = Variable | Attr | Formal | Lambda;

/** A node that gives a name to a value. */
export type Binder = Attr | Formal | Lambda;

/** The name that a node writes; undefined if it is computed, or a function has none for its argument. */
export function nameOf(node: NameNode): string | undefined {
	return node.kind === "lambda" ? node.universal?.name : node.name;
}

/** The range of the name itself. */
export function nameRange(node: Node): Range {
	if (node.kind === "lambda" && node.universal !== undefined) return node.universal;
	return { start: node.start, end: node.kind === "formal" ? node.nameEnd : node.end };
}

/** The name that is written at `offset`, or ends there. */
export function nameAt(root: Expression, offset: number): NameNode | undefined {
	const node = nodeAt(root, offset);
	if (node === undefined || !isNameNode(node) || nameOf(node) === undefined) return undefined;
	return contains(nameRange(node), { start: offset, end: offset }) ? node : undefined;
}

function isNameNode(node: Node): node is NameNode {
	return node.kind === "variable" || node.kind === "attr" || node.kind === "formal" || node.kind === "lambda";
}

/** Every node of a file that writes a name, by that name, in the order of the text. */
export const namesIn = keptByTree(({ root }): ReadonlyMap<string, readonly NameNode[]> => {
	const index = new Map<string, NameNode[]>();
	for (const node of descendants(root)) {
		const name = isNameNode(node) ? nameOf(node) : undefined;
		if (name === undefined || !isNameNode(node)) continue;
		const same = index.get(name);
		if (same === undefined) index.set(name, [node]);
		else same.push(node);
	}
	return index;
});

/** True if an attribute names what a set or `let` binds: `a.b` of `a.b = 1;`, or an inherited name. */
export function isBinder(attr: Attr): boolean {
	return attr.parent?.kind === "inherit" || attr.parent?.parent?.kind === "binding";
}
