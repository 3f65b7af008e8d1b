import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Node } from "../syntax/nodes.ts";
import { children } from "../syntax/walk.ts";

/**
 * A text that is equal for two expressions that are written alike, whatever their comments, white space, parentheses
 * and quotes. `file` is where the expression stands: relative paths mean something else in another folder.
 * Undefined if it holds a syntax error.
 */
export function canonicalText(expression: Expression, file: string): string | undefined {
	const parts: string[] = [];
	return write(unparenthesized(expression), file, parts) ? parts.join("") : undefined;
}

function write(node: Node, file: string, parts: string[]): boolean {
	if (node.kind === "error") return false;
	if (node.kind === "parenthesized") return write(node.inner, file, parts);
	parts.push(node.kind, label(node, file), "(");
	const complete = children(node).every((child) => write(child, file, parts));
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
			return quoted([file, ...node.parts.map((part) => (typeof part === "string" ? part : null))]);
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

function quoted(value: unknown): string {
	return JSON.stringify(value);
}
