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
		const isNamed = snapshot.text(each)?.includes(lastName(path)) ?? false;
		const file = isNamed || snapshot.matches(each, computesPaths) ? snapshot.file(each) : undefined;
		if (file !== undefined) yield file;
	}
}

/** What a text matches that may compute a path: an interpolation in one, a sum, or a function that reads a folder. */
const computesPaths = /\/[^\s;]*\$\{|\+\s*["(]|readDir|[fF]iles|[tT]ree|append/;

/** The name under which a file is imported: a `default.nix` goes by its folder. */
function lastName(path: string): string {
	const names = path.split("/");
	return (names.at(-1) === "default.nix" ? names.at(-2) : names.at(-1)) || "./";
}

/** True for a path or a text that leads to a file, or may once it is computed. */
function mayName(snapshot: Snapshot, file: SourceFile, node: Node, target: string): node is PathExpression {
	if (node.kind === "string") return node.parts.some((part) => typeof part === "string" && endsIn(part, target));
	if (node.kind !== "path") return false;
	const [first, ...computed] = node.parts;
	if (typeof first !== "string" || !first.startsWith(".")) return false;
	const found = resolvePath(folderOf(file.path), first);
	if (found === undefined) return false;
	if (computed.length > 0) return target.startsWith(found);
	const inside = found === "/" ? found : `${found}/`;
	if (found === target || (snapshot.kind(found) === "folder" && `${inside}default.nix` === target)) return true;
	return target.startsWith(inside) && isGoneOnFrom(node);
}

/** True for a text that ends in the name of a file, or in a folder on the way to it: a name may follow. */
function endsIn(text: string, target: string): boolean {
	return text.endsWith(`/${lastName(target)}`) || (text.length > 1 && text.endsWith("/") && target.includes(text));
}

/** True for the path of a folder that something is added to, or that a function other than `import` is given. */
function isGoneOnFrom(path: PathExpression): boolean {
	const { parent } = outermost(path);
	if (parent?.kind === "binary") return parent.operator === "+";
	return parent?.kind === "apply" && unparenthesized(parent.argument) === path && imported(path) === undefined;
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
