import { contextsOf } from "../flake/contexts.ts";
import { demandOf } from "../instances/demand.ts";
import type { Inventory } from "../instances/inventory.ts";
import { keptByTree } from "../instances/kept-by-tree.ts";
import { lastName } from "../instances/shapes.ts";
import { isScope, namesOf } from "../semantics/scopes.ts";
import type { SearchPath } from "../syntax/nodes.ts";
import { ancestors, descendants } from "../syntax/walk.ts";
import { isMeantImpure } from "./impurity.ts";
import type { Finding, Rule } from "./rule.ts";

/** A lookup path, such as `<nixpkgs>`, in code that a flake evaluates. */
export const lookupPathInFlake: Rule = {
	name: "lookup-path-in-flake",
	check: (inventory) =>
		inventory.evaluation.askInPassing(() => {
			const { reached, snapshot } = inventory;
			const paths = [...reached].filter((path) => snapshot.matches(path, hasLookupPath)).sort();
			return paths.flatMap((path) => findingsIn(inventory, path));
		}),
};

/** What every text matches that has one. */
const hasLookupPath = /<[\w.+-]+(\/[\w.+-]+)*>/;

function findingsIn(inventory: Inventory, path: string): readonly Finding[] {
	const { tree } = inventory.snapshot.file(path) ?? {};
	if (tree === undefined) return [];
	return lookupPaths(tree).flatMap((node): readonly Finding[] => {
		if (!isEvaluated(inventory, path, node) || isMeantImpure(inventory)) return [];
		const message = `A flake has no lookup paths: Nix can't find ‘<${node.path}>’. Take it from an input of the flake.`;
		const { start, end } = node;
		return [{ rule: lookupPathInFlake.name, severity: "error", path, range: { start, end }, message, related: [] }];
	});
}

/** Those of a file that NIX_PATH is asked for. */
const lookupPaths = keptByTree(({ root }): readonly SearchPath[] =>
	[...descendants(root)].filter((node) => node.kind === "search-path").filter((node) => !isFoundOtherwise(node)),
);

/** `<nix/fetchurl.nix>` comes with Nix, and a name `__findFile` in scope tells how others are found. */
function isFoundOtherwise(node: SearchPath): boolean {
	if (node.path.startsWith("nix/")) return true;
	return [...ancestors(node)].some((outer) => isScope(outer) && namesOf(outer).has("__findFile"));
}

/** True if some evaluation of a flake is known to need the value. */
function isEvaluated({ evaluation }: Inventory, path: string, node: SearchPath): boolean {
	const { environments, assumed } = contextsOf(evaluation, path, node);
	if (assumed || isTried(node)) return false;
	return demandOf({ evaluation, path, node, environments }).includes(true);
}

/** True inside of `builtins.tryEval`, which takes an error well. */
function isTried(node: SearchPath): boolean {
	return [...ancestors(node)].some((outer) => outer.kind === "apply" && lastName(outer.function) === "tryEval");
}
