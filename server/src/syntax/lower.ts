import type { Range } from "../text/range.ts";
import { type Concrete, type ConcreteTree, type Lowering, operands } from "./concrete.ts";
import { lowerExpression } from "./expressions.ts";
import { errorNode, type Node, type SyntaxTree } from "./nodes.ts";
import { Salvage } from "./salvage.ts";
import { children, descendants } from "./walk.ts";

type Rooted = Pick<SyntaxTree, "root" | "errors">;

/** Makes our own tree from the grammar's, with all parents set. Every error node lies in one of the tree's errors. */
export function lower({ root, comments, errors }: ConcreteTree, text: string): SyntaxTree {
	const lowering: Lowering = { text, expression: (node) => lowerExpression(node, lowering) };
	const tree = lowerRoot(root, errors, lowering);
	const holes = tree.root.kind === "error" ? [tree.root] : [];
	adoptChildren(tree.root, holes);
	return { root: tree.root, comments, errors: inOrder([...tree.errors, ...holes]) };
}

function lowerRoot(root: Concrete, errors: readonly Range[], lowering: Lowering): Rooted {
	const [whole] = root.type === "source_code" ? operands(root) : [];
	if (whole !== undefined) return { root: lowering.expression(whole), errors };
	const broken = root.type === "ERROR" ? root : root.children.find((child) => child.type === "ERROR");
	if (broken !== undefined) return salvaged(broken, errors, lowering);
	return { root: errorNode("missing", { start: root.end, end: root.end }), errors };
}

/** What can still be made of a file that is broken as a whole, and the errors that are left then. */
function salvaged(broken: Concrete, errors: readonly Range[], lowering: Lowering): Rooted {
	const salvage = new Salvage(broken, lowering);
	const root = salvage.expression();
	if (![...descendants(root)].some((node) => node.kind === "binding" || node.kind === "inherit")) {
		return { root: errorNode("syntax", broken), errors };
	}
	const inner = errors.filter(({ start, end }) => start !== broken.start || end !== broken.end);
	return { root, errors: [...inner, { start: salvage.lostFrom, end: broken.end }] };
}

/** Sets the parents, and gathers the error nodes. */
function adoptChildren(parent: Node, holes: Range[]): void {
	for (const child of children(parent)) {
		child.parent = parent;
		if (child.kind === "error") holes.push(child);
		adoptChildren(child, holes);
	}
}

/** The ranges in the order of the text, equal ones once. */
function inOrder(ranges: readonly Range[]): readonly Range[] {
	const sorted = ranges
		.map(({ start, end }) => ({ start, end }))
		.sort((one, other) => one.start - other.start || one.end - other.end);
	return sorted.filter(({ start, end }, at) => start !== sorted[at - 1]?.start || end !== sorted[at - 1]?.end);
}
