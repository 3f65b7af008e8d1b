import { staticPath, unwrappedParent } from "../syntax/attrs.ts";
import type { Node } from "../syntax/nodes.ts";

/**
 * The name that an expression is bound to as a whole: that of its `let` or attribute, dotted if it was written so, or
 * of the formal whose default it is. Undefined where only something of it is bound, or nothing.
 */
export function boundName(node: Node): string | undefined {
	const parent = unwrappedParent(node);
	if (parent?.kind === "formal") return parent.name;
	if (parent?.kind !== "binding") return undefined;
	return staticPath(parent.path)?.join(".");
}
