import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { type Definition, resolve } from "../../semantics/scopes.ts";
import type { Attr, Node, Variable } from "../../syntax/nodes.ts";
import { type Binder, isBinder, type NameNode, namesIn } from "./nodes.ts";
import { makePassingCalls } from "./passing-calls.ts";
import { slotsAt } from "./slots.ts";
import { chainsOf } from "./sources.ts";

/** A node of a file. */
export interface Located<N extends Node = Node> {
	readonly path: string;
	readonly node: N;
}

/** Everywhere that something goes by a name, whichever name it goes by there. */
export interface Family {
	/** The places that give it a name. */
	readonly binders: ReadonlyMap<Binder, Located<Binder>>;
	/** The places that read it by a name without giving it one. */
	readonly reads: readonly Located<Variable | Attr>[];
}

/** All names in the workspace of what is bound at `roots`, each of which is called by one of `names` first. */
export function familyOf(inventory: Inventory, roots: ReadonlySet<Node>, names: Iterable<string>): Family {
	const { evaluation, snapshot } = inventory;
	const binders = new Map<Binder, Located<Binder>>();
	const reads: Located<Variable | Attr>[] = [];
	const wanted = new Set(names);
	for (const name of wanted) {
		makePassingCalls(inventory, name);
		for (const path of snapshot.paths()) {
			const tree = snapshot.text(path)?.includes(name) === true ? snapshot.file(path)?.tree : undefined;
			const nodes = tree === undefined ? [] : (namesIn(tree).get(name) ?? []);
			const givers = nodes.filter(givesName).filter((node) => stems(evaluation, path, node, roots));
			for (const node of givers) binders.set(node, { path, node });
			const readers = nodes.filter(isRead).filter((node) => reaches(evaluation, path, node, roots, binders));
			reads.push(...readers.map((node) => ({ path, node })));
			for (const alias of readers.flatMap((node) => aliasesOf(evaluation, path, node))) wanted.add(alias);
		}
	}
	return { binders, reads };
}

function givesName(node: NameNode): node is Binder {
	return node.kind === "formal" || node.kind === "lambda" || (node.kind === "attr" && isBinder(node));
}

function isRead(node: NameNode): node is Variable | Attr {
	return node.kind === "variable" || (node.kind === "attr" && !isBinder(node));
}

/** True if what a node names came from one of `roots`. */
function stems(evaluation: Evaluation, path: string, node: NameNode, roots: ReadonlySet<Node>): boolean {
	if (roots.has(node)) return true;
	const chains = slotsAt(evaluation, path, node).flatMap((slot) => chainsOf(evaluation, slot));
	return chains.some((chain) => chain.some(({ definedAt }) => roots.has(definedAt.node)));
}

/** True for a read of the family; the scopes of the file tell for most variables. */
function reaches(
	evaluation: Evaluation,
	path: string,
	node: Variable | Attr,
	roots: ReadonlySet<Node>,
	binders: Family["binders"],
): boolean {
	const meaning = node.kind === "variable" ? resolve(node) : undefined;
	if (meaning === undefined || meaning.kind === "with") return stems(evaluation, path, node, roots);
	return bindersOf(meaning).some((binder) => binders.has(binder));
}

/** The nodes that bind a name in its file. */
export function bindersOf(meaning: Definition): readonly Binder[] {
	switch (meaning.kind) {
		case "bound":
			return meaning.attrs;
		case "formal":
			return [meaning.formal];
		case "universal":
			return [meaning.scope];
		default:
			return [];
	}
}

/** The names under which a read is passed on: `b` in `b = a;`, in `{ b ? a }: …`, and in `(b: …) a`. */
function aliasesOf(evaluation: Evaluation, path: string, read: Variable | Attr): readonly string[] {
	let node: Node = read;
	for (let outer = node.parent; outer !== undefined && passesOn(outer, node); outer = node.parent) node = outer;
	const { parent } = node;
	if (parent?.kind === "binding") return parent.path.attrs.slice(-1).flatMap(({ name }) => name ?? []);
	if (parent?.kind === "formal") return [parent.name];
	if (parent?.kind !== "apply" || parent.argument !== node) return [];
	const { environments } = contextsOf(evaluation, path, parent);
	const functions = environments.flatMap((each) => alternatives(evaluation.evaluate(parent.function, each)));
	return functions.flatMap((f) => (f.kind === "closure" ? (f.lambda.universal?.name ?? []) : []));
}

/** True if the value of `outer` may be that of `inner`, or an attribute of it. */
function passesOn(outer: Node, inner: Node): boolean {
	switch (outer.kind) {
		case "parenthesized":
		case "attrpath":
			return true;
		case "select":
			return outer.default !== inner;
		case "if":
			return outer.condition !== inner;
		default:
			return false;
	}
}
