import type { Node } from "../syntax/nodes.ts";
import type { Range } from "../text/range.ts";

/** The range of an attribute with the others of its path: `nixpkgs.config.allowUnfree` rather than one of its names. */
export function writtenPath(attr: Node): Range {
	const { start, end } = attr.parent?.kind === "attrpath" ? attr.parent : attr;
	return { start, end };
}
