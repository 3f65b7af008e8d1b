import type { SyntaxTree } from "../syntax/nodes.ts";

/** What `compute` gives for a tree, computed once for each. It may look at nothing but the tree. */
export function keptByTree<T>(compute: (tree: SyntaxTree) => T): (tree: SyntaxTree) => T {
	const kept = new WeakMap<SyntaxTree, { readonly result: T }>();
	return (tree) => {
		const known = kept.get(tree) ?? { result: compute(tree) };
		kept.set(tree, known);
		return known.result;
	};
}
