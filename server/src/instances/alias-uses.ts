import type { Evaluation } from "../flake/evaluation.ts";
import { platformAliases } from "../nixpkgs/platform-aliases.ts";
import { resolve } from "../semantics/scopes.ts";
import { unparenthesized, unwrappedParent } from "../syntax/attrs.ts";
import type { Attr, Expression, Inherit, Select } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { contains } from "../text/range.ts";
import { instancesAt } from "./instances-at.ts";
import { foundInFiles } from "./kept-by-revision.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isOverlay } from "./shapes.ts";

/** A place that reads an old name of a package set: `pkgs.system`, `inherit (pkgs) system;`. */
export interface AliasUse {
	/** The workspace path of the file. */
	readonly path: string;
	/** The old name. */
	readonly attr: Attr;
	readonly by: Select | Inherit;
	/** The names that lead to the same from the package set. */
	readonly instead: readonly string[];
}

/** The uses of old names in the files that a flake reads. Silent where what they are selected from is not known. */
export const aliasUses = foundInFiles(/\b(system|(host|build|target)Platform)\b/, (evaluation, path, tree) =>
	candidatesIn(tree).flatMap(({ by, attr, from, attrs }): readonly AliasUse[] => {
		const instead = platformAliases.get(attr.name ?? "");
		const isFound = instead !== undefined && isPackageSet(evaluation, path, from, attrs);
		return isFound ? [{ path, attr, by, instead }] : [];
	}),
);

/** What looks like a use: a name, and what it is selected from, as an expression and attributes after it. */
interface Candidate extends Pick<AliasUse, "by" | "attr"> {
	readonly from: Expression;
	readonly attrs: readonly Attr[];
}

const candidatesIn = keptByTree(({ root }): readonly Candidate[] =>
	[...descendants(root)].flatMap((node): readonly Candidate[] => {
		if (node.kind === "inherit" && node.from !== undefined) {
			const { from } = node;
			return node.attrs.flatMap((attr) => (isAlias(attr) ? [{ by: node, attr, from, attrs: [] }] : []));
		}
		if (node.kind !== "select") return [];
		const { attrs } = node.path;
		const at = attrs.findIndex(isAlias);
		const attr = attrs[at];
		if (attr === undefined || isOfPlatform(attrs[at - 1]) || isFallback(node)) return [];
		return [{ by: node, attr, from: node.target, attrs: attrs.slice(0, at) }];
	}),
);

function isAlias({ name }: Attr): boolean {
	return platformAliases.has(name ?? "");
}

/** True for what has attributes of these names by right. */
function isOfPlatform(attr: Attr | undefined): boolean {
	const name = attr?.name;
	return name === "stdenv" || name === "hostPlatform" || name === "buildPlatform" || name === "targetPlatform";
}

/** True in `pkgs.stdenv.hostPlatform.system or pkgs.system`, which is for package sets that lack the former. */
function isFallback(node: Select): boolean {
	const parent = unwrappedParent(node);
	return parent?.kind === "select" && parent.default !== undefined && contains(parent.default, node);
}

/** True if an expression, with attributes selected from it, is a package set each time that it is evaluated. */
function isPackageSet(evaluation: Evaluation, path: string, from: Expression, attrs: readonly Attr[]): boolean {
	return (attrs.length === 0 && isOverlayArgument(from)) || instancesAt(evaluation, path, from, attrs) !== undefined;
}

/** True for `final` and `prev` in an overlay `final: prev: …`. */
function isOverlayArgument(expression: Expression): boolean {
	const variable = unparenthesized(expression);
	const definition = variable.kind === "variable" ? resolve(variable) : undefined;
	if (definition?.kind !== "universal") return false;
	const { body } = definition.scope;
	return isOverlay(definition.scope) || (body.kind === "lambda" && isOverlay(body));
}
