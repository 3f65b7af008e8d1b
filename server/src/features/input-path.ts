import { staticPath, unwrappedParent } from "../syntax/attrs.ts";
import type { Attr, AttrPath } from "../syntax/nodes.ts";

/**
 * The names that lead from a flake's inputs to an attribute that its flake.nix binds, that one included. Undefined if it
 * is none of the inputs.
 */
export function inputPath(attr: Attr): readonly string[] | undefined {
	const { parent: path } = attr;
	if (path?.kind !== "attrpath") return undefined;
	const [first, ...names] = namesTo(path, path.attrs.indexOf(attr) + 1) ?? [];
	return first === "inputs" ? names : undefined;
}

/** The names from the outermost set of a file on, down to the first `length` ones of a path that is bound in it. */
function namesTo(path: AttrPath, length: number): readonly string[] | undefined {
	const own = staticPath(path)?.slice(0, length);
	const set = path.parent?.kind === "binding" ? path.parent.parent : undefined;
	if (own === undefined || set?.kind !== "attrset") return undefined;
	const around = unwrappedParent(set);
	if (around === undefined) return own;
	const above = around.kind === "binding" ? namesTo(around.path, around.path.attrs.length) : undefined;
	return above && [...above, ...own];
}
