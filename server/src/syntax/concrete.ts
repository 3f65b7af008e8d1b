import type { Tree } from "web-tree-sitter";
import type { Range } from "../text/range.ts";
import type { Expression } from "./nodes.ts";

/** A node of the grammar, read out of WebAssembly: our own nodes are made from these, then they are dropped. */
export interface Concrete {
	/** The node type of the grammar, `ERROR`, or `DEPTH` where nesting was cut off. */
	readonly type: string;
	readonly start: number;
	readonly end: number;
	/** Without comments, and without the punctuation that says nothing unless this is an `ERROR`. */
	readonly children: readonly Concrete[];
	/** True for a keyword, a bracket, a comma or an operator. */
	readonly token: boolean;
}

/** What lowering a part of the tree needs at hand. */
export interface Lowering {
	readonly text: string;
	/** Lowers a nested expression. */
	expression(node: Concrete): Expression;
}

/** The tree of a whole text. */
export interface ConcreteTree {
	readonly root: Concrete;
	readonly comments: readonly Range[];
	readonly errors: readonly Range[];
}

/** Levels of the grammar's tree that are followed; the deepest of 15,000 real files has 85. */
const DEPTH_LIMIT = 500;

/** Named nodes that never hold others; `variable_expression` holds just its identifier. */
const LEAVES: ReadonlySet<string> = new Set([
	"dollar_escape",
	"ellipses",
	"escape_sequence",
	"float_expression",
	"identifier",
	"integer_expression",
	"keyword",
	"path_fragment",
	"spath_expression",
	"string_fragment",
	"uri_expression",
	"variable_expression",
]);

/** Tokens that lowering looks at, beside the operators. */
const PUNCTUATION: ReadonlySet<string> = new Set(
	"= . ; : @ ? \\? ( ) [ ] } ${ \" '' if then else let rec with assert inherit or".split(" "),
);

type Inner = Concrete & { readonly children: Concrete[] };

type Role = "inner" | "leaf" | "token" | "punctuation" | "comment" | "error";

/** What to do with each node type of a language, by type id. */
export type Roles = readonly Role[];

/** The children that take part in what a node means: neither tokens nor what could not be parsed. */
export function operands(node: Concrete): readonly Concrete[] {
	return node.children.filter((child) => !child.token && child.type !== "ERROR");
}

/** Works out the roles of all node types of a language, once. */
export function rolesOf(types: readonly string[], isNamed: (id: number) => boolean): Roles {
	return types.map((type, id) => {
		if (type === "comment") return "comment";
		if (!isNamed(id) && PUNCTUATION.has(type)) return "punctuation";
		if (LEAVES.has(type)) return "leaf";
		return isNamed(id) ? "inner" : "token";
	});
}

/**
 * Reads a whole tree in one pass. Each call into WebAssembly costs more than anything we do ourselves,
 * so it makes as few as it can: nodes without children are known by their type, and what is missing by its width.
 */
export function readTree(tree: Tree, roles: Roles): ConcreteTree {
	const { types } = tree.language;
	const broken = tree.rootNode.hasError;
	const comments: Range[] = [];
	const errors: Range[] = [];
	const open: Inner[] = [];
	const top: Inner = { type: "", start: 0, end: 0, children: [], token: false };
	let parent = top;
	const cursor = tree.walk();

	/** Takes in the node at the cursor, and gives it if its children are to be read too. */
	function take(): Inner | undefined {
		const id = cursor.nodeTypeId;
		const role = roles[id] ?? "error";
		if (role === "punctuation" && !broken) return undefined;
		const start = cursor.startIndex;
		const end = cursor.endIndex;
		if (role === "comment") {
			comments.push({ start, end });
			return undefined;
		}
		const inner = role === "inner" || role === "error";
		const cut = inner && open.length === DEPTH_LIMIT;
		if (cut || role === "error" || (start === end && !inner)) errors.push({ start, end });
		if (role === "punctuation" && parent.type !== "ERROR") return undefined;
		const type = cut ? "DEPTH" : (types[id] ?? "ERROR");
		const node = { type, start, end, children: [], token: role === "token" || role === "punctuation" };
		parent.children.push(node);
		return inner && !cut ? node : undefined;
	}

	for (let more = true; more; ) {
		const node = take();
		if (node !== undefined && cursor.gotoFirstChild()) {
			open.push(parent);
			parent = node;
			continue;
		}
		more = cursor.gotoNextSibling();
		while (!more && cursor.gotoParent()) {
			parent = open.pop() ?? top;
			more = cursor.gotoNextSibling();
		}
	}
	cursor.delete();
	return { root: top.children[0] ?? top, comments, errors };
}
