import type { Evaluation } from "../flake/evaluation.ts";
import type { SyntaxTree } from "../syntax/nodes.ts";
import type { Inventory } from "./inventory.ts";
import type { Site } from "./site.ts";

/**
 * What `compute` gives for an inventory, computed once as long as no edit changes what the evaluation has looked at. It
 * may look at nothing but values, and give no positions: nodes may move.
 */
export function keptByRevision<T>(compute: (inventory: Inventory) => T): (inventory: Inventory) => T {
	const kept = new WeakMap<object, { readonly result: T }>();
	return (inventory) => {
		const { evaluation } = inventory;
		const known = kept.get(evaluation.revision) ?? { result: evaluation.askInPassing(() => compute(inventory)) };
		kept.set(evaluation.revision, known);
		return known.result;
	};
}

/** The same for each site. A file's sites are others when its tree is another, so that it may look at the nodes around. */
export function keptBySite<T>(
	compute: (inventory: Inventory, site: Site) => T,
): (inventory: Inventory, site: Site) => T {
	const kept = keptByRevision(() => new WeakMap<Site, { readonly result: T }>());
	return (inventory, site) => {
		const known = kept(inventory);
		const found = known.get(site) ?? { result: inventory.evaluation.askInPassing(() => compute(inventory, site)) };
		known.set(site, found);
		return found.result;
	};
}

/**
 * What `look` finds in the trees of the files that a flake reads and whose texts match `pattern`, in the order of their
 * paths. It looks again at a file when its tree is another, and at all when the evaluation is.
 */
export function foundInFiles<T>(
	pattern: RegExp,
	look: (evaluation: Evaluation, path: string, tree: SyntaxTree) => readonly T[],
): (inventory: Inventory) => readonly T[] {
	const kept = new WeakMap<object, WeakMap<SyntaxTree, readonly T[]>>();
	return ({ evaluation, snapshot, reached }) => {
		const known = kept.get(evaluation.revision) ?? new WeakMap<SyntaxTree, readonly T[]>();
		kept.set(evaluation.revision, known);
		return sorted(reached).flatMap((path) => {
			const tree = snapshot.matches(path, pattern) ? snapshot.file(path)?.tree : undefined;
			if (tree === undefined) return [];
			const found = known.get(tree) ?? evaluation.askInPassing(() => look(evaluation, path, tree));
			known.set(tree, found);
			return found;
		});
	};
}

const sortedPaths = new WeakMap<ReadonlySet<string>, readonly string[]>();

function sorted(paths: ReadonlySet<string>): readonly string[] {
	const known = sortedPaths.get(paths);
	// A set of files grows while flakes are followed.
	if (known?.length === paths.size) return known;
	const made = [...paths].sort();
	sortedPaths.set(paths, made);
	return made;
}
