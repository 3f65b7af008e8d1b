import { contextsOf } from "../flake/contexts.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import { instanceOf } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import type { Value } from "../flake/value.ts";
import { platformAliases } from "../nixpkgs/platform-aliases.ts";
import { resolve } from "../semantics/scopes.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Attr, Expression, Inherit, Select, SyntaxTree } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { contains } from "../text/range.ts";
import type { Inventory } from "./inventory.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isOverlay, unwrappedParent } from "./shapes.ts";

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
export function aliasUses({ evaluation, snapshot, reached }: Inventory): readonly AliasUse[] {
	const known = kept.get(evaluation.revision) ?? new WeakMap<SyntaxTree, readonly AliasUse[]>();
	kept.set(evaluation.revision, known);
	return [...reached].sort().flatMap((path) => {
		const tree = snapshot.matches(path, namesAlias) ? snapshot.file(path)?.tree : undefined;
		if (tree === undefined) return [];
		const uses = known.get(tree) ?? evaluation.askInPassing(() => usesIn(evaluation, path, tree));
		known.set(tree, uses);
		return uses;
	});
}

/** By what the evaluation knows, since no other edit can change what is found in a tree. */
const kept = new WeakMap<object, WeakMap<SyntaxTree, readonly AliasUse[]>>();

const namesAlias = /\b(system|(host|build|target)Platform)\b/;

function usesIn(evaluation: Evaluation, path: string, tree: SyntaxTree): readonly AliasUse[] {
	return candidatesIn(tree).flatMap(({ by, attr, from, names }) => {
		const instead = platformAliases.get(attr.name ?? "");
		const isFound = instead !== undefined && isPackageSet(evaluation, path, from, names);
		return isFound ? [{ path, attr, by, instead }] : [];
	});
}

/** What looks like a use: a name, and what it is selected from, as an expression and names after it. */
interface Candidate extends Pick<AliasUse, "by" | "attr"> {
	readonly from: Expression;
	readonly names: readonly (string | undefined)[];
}

const candidatesIn = keptByTree(({ root }): readonly Candidate[] =>
	[...descendants(root)].flatMap((node): readonly Candidate[] => {
		if (node.kind === "inherit" && node.from !== undefined) {
			const { from } = node;
			return node.attrs.flatMap((attr) => (isAlias(attr) ? [{ by: node, attr, from, names: [] }] : []));
		}
		if (node.kind !== "select") return [];
		const names = node.path.attrs.map(({ name }) => name);
		const at = node.path.attrs.findIndex(isAlias);
		const attr = node.path.attrs[at];
		if (attr === undefined || isOfPlatform(names[at - 1]) || isFallback(node)) return [];
		return [{ by: node, attr, from: node.target, names: names.slice(0, at) }];
	}),
);

function isAlias({ name }: Attr): boolean {
	return platformAliases.has(name ?? "");
}

/** True for what has attributes of these names by right. */
function isOfPlatform(name: string | undefined): boolean {
	return name === "stdenv" || name === "hostPlatform" || name === "buildPlatform" || name === "targetPlatform";
}

/** True in `pkgs.stdenv.hostPlatform.system or pkgs.system`, which is for package sets that lack the former. */
function isFallback(node: Select): boolean {
	const parent = unwrappedParent(node);
	return parent?.kind === "select" && parent.default !== undefined && contains(parent.default, node);
}

/** True if an expression, with names selected from it, is a package set each time that it is evaluated. */
function isPackageSet(
	evaluation: Evaluation,
	path: string,
	from: Expression,
	names: readonly (string | undefined)[],
): boolean {
	if (names.length === 0 && isOverlayArgument(from)) return true;
	const { environments } = contextsOf(evaluation, path, from);
	return (
		environments.length > 0 &&
		environments.every((environment) => {
			const holder = names.reduce<Value | undefined>(
				(value, name) => (value === undefined || name === undefined ? undefined : attribute(value, name)),
				evaluation.evaluate(from, environment),
			);
			return holder !== undefined && instanceOf(holder) !== undefined;
		})
	);
}

/** True for `final` and `prev` in an overlay `final: prev: …`. */
function isOverlayArgument(expression: Expression): boolean {
	const variable = unparenthesized(expression);
	const definition = variable.kind === "variable" ? resolve(variable) : undefined;
	if (definition?.kind !== "universal") return false;
	const { body } = definition.scope;
	return isOverlay(definition.scope) || (body.kind === "lambda" && isOverlay(body));
}
