import { isScope, type Local, namesOf } from "../../semantics/scopes.ts";
import type { Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { caretName } from "./repair.ts";

/** The names that the text binds around a node, and what binds them. */
export function namesAround(node: Node): ReadonlyMap<string, Local> {
	const names = new Map<string, Local>();
	for (const scope of ancestors(node)) {
		if (!isScope(scope)) continue;
		for (const [name, local] of namesOf(scope)) if (name !== caretName && !names.has(name)) names.set(name, local);
	}
	return names;
}
