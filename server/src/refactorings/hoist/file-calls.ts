import { folderOf, resolvePath } from "../../flake/paths.ts";
import type { Snapshot, SourceFile } from "../../flake/workspace.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attrset, Expression, Lambda, Node, PathExpression } from "../../syntax/nodes.ts";
import { descendants } from "../../syntax/walk.ts";

/** A set that a function is called with. */
export interface Given {
	readonly path: string;
	readonly set: Attrset;
}

/**
 * The sets that a function is called with which is the value of a file, or what that gives when it is called.
 * Undefined unless whatever in the workspace may name the file is such a call, with a set that is written there.
 */
export function callsOfFile(snapshot: Snapshot, path: string, lambda: Lambda): readonly Given[] | undefined {
	const before = argumentsBefore(lambda);
	if (before === undefined) return undefined;
	const given: Given[] = [];
	for (const file of filesThatMayName(snapshot, path)) {
		for (const node of descendants(file.tree.root)) {
			if (!mayName(snapshot, file, node, path)) continue;
			const sets = node.kind === "path" ? setsGiven(imported(node), before) : undefined;
			if (sets === undefined) return undefined;
			given.push(...sets.map((set) => ({ path: file.path, set })));
		}
	}
	return given.length === 0 ? undefined : given;
}

/** How many arguments a file's value takes before a function in it gets its own; undefined if it is reached otherwise. */
function argumentsBefore(lambda: Lambda): number | undefined {
	let count = 0;
	for (let node: Node = lambda; node.parent !== undefined; node = node.parent) {
		const { parent } = node;
		const passes = parent.kind === "parenthesized" || ("body" in parent && parent.body === node);
		if (!passes) return undefined;
		if (parent.kind === "lambda") count++;
	}
	return count;
}

function* filesThatMayName(snapshot: Snapshot, path: string): Generator<SourceFile> {
	for (const each of snapshot.paths()) {
		const text = snapshot.text(each) ?? "";
		const file = text.includes(lastName(path)) || /\/[^\s;]*\$\{/.test(text) ? snapshot.file(each) : undefined;
		if (file !== undefined) yield file;
	}
}

/** The name under which a file is imported: a `default.nix` goes by its folder. */
function lastName(path: string): string {
	const names = path.split("/");
	return (names.at(-1) === "default.nix" ? names.at(-2) : names.at(-1)) || "./";
}

/** True for a path that leads to a file, or may once it is computed, and for a text that ends in its name. */
function mayName(snapshot: Snapshot, file: SourceFile, node: Node, target: string): node is PathExpression {
	if (node.kind !== "path" && node.kind !== "string") return false;
	const [first, ...computed] = node.parts;
	if (node.kind === "string")
		return node.parts.some(
			(part) => part === lastName(target) || (typeof part === "string" && part.endsWith(`/${lastName(target)}`)),
		);
	if (typeof first !== "string" || !first.startsWith(".")) return false;
	const found = resolvePath(folderOf(file.path), first);
	if (computed.length > 0) return found !== undefined && target.startsWith(found);
	return (
		found === target ||
		(snapshot.kind(found ?? "") === "folder" && `${found === "/" ? "" : found}/default.nix` === target)
	);
}

/** `import path`, if a path is imported. */
function imported(path: PathExpression): Expression | undefined {
	if (path.parts.length > 1) return undefined;
	const { parent } = outermost(path);
	const isImport =
		parent?.kind === "apply" && unparenthesized(parent.argument) === path && unparenthesized(parent.function);
	return isImport && isImport.kind === "variable" && isImport.name === "import" ? parent : undefined;
}

/** The sets that a function is called with after `before` other arguments, wherever what is `written` gives it. */
function setsGiven(written: Expression | undefined, before: number): readonly Attrset[] | undefined {
	if (written === undefined) return undefined;
	const { parent } = outermost(written);
	if (parent?.kind === "apply" && unparenthesized(parent.function) === written) {
		if (before > 0) return setsGiven(parent, before - 1);
		const set = unparenthesized(parent.argument);
		return set.kind === "attrset" ? [set] : undefined;
	}
	if (parent?.kind !== "binding" || parent.parent?.kind !== "let" || parent.path.attrs.length !== 1) return undefined;
	const local = namesOf(parent.parent).get(parent.path.attrs[0]?.name ?? "");
	const sets = local && references(local).map((use) => (use.kind === "variable" ? setsGiven(use, before) : undefined));
	return sets?.every((each) => each !== undefined) ? sets.flat() : undefined;
}

function outermost(expression: Expression): Expression {
	let node = expression;
	while (node.parent?.kind === "parenthesized") node = node.parent;
	return node;
}
