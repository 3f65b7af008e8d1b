import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Node } from "../syntax/nodes.ts";
import { children } from "../syntax/walk.ts";
import { folderOf, resolvePath } from "../text/path.ts";

/** What stands in a canonical text for a node and all in it: undefined for its own text, false if it has none. */
export type Known = (node: Node) => string | false | undefined;

/**
 * A text that is equal for two expressions that are written alike, whatever their comments, white space, parentheses
 * and quotes, and for what is `known` of their parts. `file` is where the expression stands: relative paths mean
 * something else in another folder. Undefined if it holds a syntax error.
 */
export function canonicalText(expression: Expression, file: string, known: Known): string | undefined {
	const parts: string[] = [];
	return write(unparenthesized(expression), file, known, parts) ? parts.join("") : undefined;
}

function write(node: Node, file: string, known: Known, parts: string[]): boolean {
	if (node.kind === "error") return false;
	if (node.kind === "parenthesized") return write(node.inner, file, known, parts);
	const instead = known(node);
	if (instead !== undefined) {
		if (instead !== false) parts.push("known", quoted(instead));
		return instead !== false;
	}
	parts.push(node.kind, label(node, file), "(");
	const complete = children(node).every((child) => write(child, file, known, parts));
	parts.push(")");
	return complete;
}

/** What tells two nodes of one kind apart besides their children. */
function label(node: Exclude<Node, { kind: "error" | "parenthesized" }>, file: string): string {
	switch (node.kind) {
		case "variable":
			return quoted(node.name);
		case "number":
			return quoted(node.text);
		case "string":
			return quoted(node.parts.map((part) => (typeof part === "string" ? part : null)));
		case "path":
			return quoted(node.parts.map((part, index) => (typeof part === "string" ? resolved(part, index, file) : null)));
		case "search-path":
			return quoted(node.path);
		case "uri":
			return quoted(node.text);
		case "attrset":
			return quoted([node.recursive, node.letBody]);
		case "lambda":
			return quoted(node.universal?.name ?? null);
		case "formals":
			return quoted(node.ellipsis !== undefined);
		case "formal":
			return quoted(node.name);
		case "unary":
		case "binary":
			return quoted(node.operator);
		case "attr":
			return quoted(node.name ?? null);
		case "inherit":
			return quoted(node.from !== undefined);
		default:
			return "";
	}
}

/** The first part of a path from the root of the workspace, the others as they are. */
function resolved(part: string, index: number, file: string): string {
	const path = index === 0 && part.startsWith(".") ? resolvePath(folderOf(file), part) : undefined;
	return path === undefined ? part : `workspace ${path}${part.endsWith("/") ? "/" : ""}`;
}

function quoted(value: unknown): string {
	return JSON.stringify(value);
}
