import { isScope, type Local, namesOf } from "../../semantics/scopes.ts";
import type { Binder } from "../names/nodes.ts";

/** What a binder brings into scope in its file; undefined for an attribute of a plain set. */
export function localOf(node: Binder): Local | undefined {
	if (node.kind === "lambda") return node.universal && namesOf(node).get(node.universal.name);
	if (node.kind === "formal") {
		const lambda = node.parent?.parent;
		return lambda?.kind === "lambda" ? namesOf(lambda).get(node.name) : undefined;
	}
	const isFirst =
		node.parent?.kind === "inherit" || (node.parent?.kind === "attrpath" && node.parent.attrs[0] === node);
	const scope = node.parent?.kind === "inherit" ? node.parent.parent : node.parent?.parent?.parent;
	return isFirst && scope !== undefined && isScope(scope) ? namesOf(scope).get(node.name ?? "") : undefined;
}
