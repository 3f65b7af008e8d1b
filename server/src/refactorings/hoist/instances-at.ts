import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import { type Instance, instanceOf } from "../../flake/instance.ts";
import { attrName, lookUp } from "../../flake/names.ts";
import { attribute } from "../../flake/select.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import type { Value } from "../../flake/value.ts";
import { instanceFingerprint } from "../../instances/fingerprint.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Attr, Expression, Variable } from "../../syntax/nodes.ts";
import { nodeAt } from "../../syntax/walk.ts";

/** The environments that a node of a file is evaluated in. */
export type Contexts = (inventory: Inventory, path: string, node: Expression | Attr) => readonly Environment[];

/** Those that the evaluation has seen. */
export const contextsIn: Contexts = ({ evaluation }, path, node) => contextsOf(evaluation, path, node).environments;

/** The variable, or the inherited name, at an offset or behind the comments there; the name of an `inherit` there. */
export function nameAt({ snapshot }: Inventory, path: string, offset: number): Variable | Attr | undefined {
	const file = snapshot.file(path);
	const node = file && nodeAt(file.tree.root, afterComments(file, offset));
	if (node?.kind === "inherit") return node.attrs[0];
	return node?.kind === "variable" || node?.kind === "attr" ? node : undefined;
}

function afterComments({ text, tree }: SourceFile, offset: number): number {
	let at = offset;
	for (const { start, end } of tree.comments) {
		if (start >= at && text.slice(at, start).trim() === "") at = end;
	}
	return at === offset ? offset : at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** The instances that an expression or a name gives, or the attribute some steps below it; undefined if one is not known. */
export function instancesAt(
	inventory: Inventory,
	path: string,
	node: Expression | Attr,
	steps: number,
	contexts: Contexts,
	printed: (instance: Instance) => string | undefined = instanceFingerprint,
): string | undefined {
	const { evaluation } = inventory;
	const attrs = node.parent?.kind === "select" && node.parent.target === node ? node.parent.path.attrs : [];
	const found = new Set<string>();
	for (const environment of contexts(inventory, path, node)) {
		let value = node.kind === "attr" ? named(evaluation, node, environment) : evaluation.evaluate(node, environment);
		for (const attr of attrs.slice(0, steps)) {
			const name = attrName(evaluation, attr, environment);
			value = typeof name === "string" && value !== undefined ? attribute(value, name) : undefined;
		}
		const instance = value && instanceOf(value);
		const print = instance && printed(instance);
		if (print === undefined) return undefined;
		found.add(print);
	}
	return found.size === 0 ? undefined : JSON.stringify([...found].sort());
}

function named(evaluation: Evaluation, { name = "" }: Attr, environment: Environment): Value | undefined {
	const slot = lookUp(evaluation, name, environment);
	return typeof slot === "string" ? undefined : slot.thunk.force();
}
