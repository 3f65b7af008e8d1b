import { contextsOf } from "../flake/contexts.ts";
import { framesAround } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Instance } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import { booleanOf } from "../flake/value.ts";
import { unfreePackages } from "../nixpkgs/unfree-packages.ts";
import { resolve } from "../semantics/scopes.ts";
import type { Attr, Expression, Node, Variable } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { instancesAt } from "./instances-at.ts";
import { foundInFiles } from "./kept-by-revision.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isOverlay } from "./shapes.ts";

/** An unfree package that is taken from instances which refuse it. */
export interface UnfreeUse {
	/** The workspace path of the file. */
	readonly path: string;
	/** The package's name, where it is read. */
	readonly node: Attr | Variable;
	readonly instances: readonly Instance[];
}

const someUnfree = new RegExp(`(?<![\\w-])(${[...unfreePackages].join("|")})(?![\\w-])`);

/** The unfree packages that flakes take from instances of which each is known to refuse them. */
export const refusedUnfreeUses = foundInFiles(someUnfree, (evaluation, path, tree) =>
	candidatesIn(tree).flatMap(({ node, from, attrs }): readonly UnfreeUse[] => {
		const instances = instancesAt(evaluation, path, from, attrs);
		if (instances === undefined || !instances.every(refusesUnfree) || isInOverlay(evaluation, path, from)) return [];
		return [{ path, node, instances }];
	}),
);

/** True for what an overlay evaluates: it may be applied to other package sets, too. */
function isInOverlay(evaluation: Evaluation, path: string, node: Node): boolean {
	const { environments } = contextsOf(evaluation, path, node);
	return environments.some(({ frame }) => [...framesAround(frame)].some(({ lambda }) => isOverlay(lambda)));
}

/** What looks like such a package: its name, and what it is selected from, as an expression and attributes after it. */
interface Candidate {
	readonly node: Attr | Variable;
	readonly from: Expression;
	readonly attrs: readonly Attr[];
}

const candidatesIn = keptByTree(({ root }): readonly Candidate[] => [...descendants(root)].flatMap(candidatesOf));

function candidatesOf(node: Node): readonly Candidate[] {
	switch (node.kind) {
		case "inherit": {
			const { from } = node;
			if (from === undefined) return [];
			return node.attrs.flatMap((attr) => (isUnfree(attr) ? [{ node: attr, from, attrs: [] }] : []));
		}
		case "select": {
			const { attrs } = node.path;
			const at = attrs.findIndex(isUnfree);
			const attr = attrs[at];
			const isRead = attr !== undefined && node.default === undefined && !isFree(attrs[at + 1]?.name);
			return isRead ? [{ node: attr, from: node.target, attrs: attrs.slice(0, at) }] : [];
		}
		case "variable": {
			const definition = isUnfree(node) ? resolve(node) : undefined;
			const [innermost] = definition?.kind === "with" ? definition.candidates : [];
			return innermost === undefined ? [] : [{ node, from: innermost.environment, attrs: [] }];
		}
		default:
			return [];
	}
}

function isUnfree({ name }: Attr | Variable): boolean {
	return unfreePackages.has(name ?? "");
}

/** True for what can be read of a package without leave. */
function isFree(name: string | undefined): boolean {
	return name === "meta" || name === "version" || name === "pname" || name === "name" || name === "passthru";
}

/** True for an instance of which all settings are known and none allows an unfree package. */
function refusesUnfree(instance: Instance): boolean {
	if (instance.base !== undefined) return refusesUnfree(instance.base);
	const argument = instance.argument?.force();
	// Outside of a flake's inputs, settings may come from the environment of whoever evaluates.
	if (instance.source.kind !== "input" || argument?.kind !== "attrs" || argument.open !== undefined) return false;
	const config = attribute(argument, "config");
	if (config === undefined) return true;
	if (config.kind !== "attrs" || config.open !== undefined) return false;
	return [...config.entries].every(([name, { thunk, doubt }]) => {
		if (name === "allowUnfree") return doubt === undefined && booleanOf(thunk.force()) === false;
		return !/unfree|license|handleEvalIssue|problems/i.test(name);
	});
}
