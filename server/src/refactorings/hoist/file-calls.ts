import type { Snapshot, SourceFile } from "../../flake/snapshot.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attrset, Expression, Lambda, Node, PathExpression, StringExpression } from "../../syntax/nodes.ts";
import { descendants } from "../../syntax/walk.ts";
import { folderOf, resolvePath } from "../../text/path.ts";
import { siblingOf } from "./sibling.ts";

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
	const parts = new Set<Mention>();
	for (const file of filesThatMayName(snapshot, path)) {
		for (const node of descendants(file.tree.root)) {
			const mention = mentionIn(snapshot, file, node, path);
			if (mention === undefined) continue;
			const isWhole = mention === "file" || mention === "folder";
			const sets = isWhole && node.kind === "path" ? setsGiven(imported(node), before) : undefined;
			if (sets !== undefined) given.push(...sets.map((set) => ({ path: file.path, set })));
			else if (isWhole) return undefined;
			else parts.add(mention);
		}
	}
	// A path that something is added to and the name alone can come together.
	const each = given.filter(({ set }, index) => given.findIndex((other) => other.set === set) === index);
	return each.length === 0 || parts.size > 1 ? undefined : each;
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

/** The last step of the path by which a file is imported. */
function lastName(path: string): string {
	return named(path).split("/").at(-1) || "./";
}

/** What may lead to a file: all of it, the folder that it is read from, a path that something is added to, or its name. */
type Mention = "file" | "folder" | "begin" | "name";

function mentionIn(snapshot: Snapshot, file: SourceFile, node: Node, target: string): Mention | undefined {
	if (node.kind === "string") return mentionInText(node, target);
	if (node.kind !== "path") return undefined;
	const [first, ...computed] = node.parts;
	if (typeof first !== "string" || !first.startsWith(".")) return undefined;
	const found = resolvePath(folderOf(file.path), first);
	if (found === undefined) return undefined;
	if (computed.length > 0) return target.startsWith(found) && mayEndIn(computed.at(-1), target) ? "file" : undefined;
	const inside = found === "/" ? found : `${found}/`;
	const isFolder = snapshot.kind(found) === "folder";
	if (found === target || (isFolder && `${inside}default.nix` === target)) return "file";
	return target.startsWith(inside) ? goneOnFrom(node, inside, target) : undefined;
}

/** True if a path that ends in `last`, a text or what is computed, may lead to a file. */
function mayEndIn(last: PathExpression["parts"][number] | undefined, target: string): boolean {
	if (typeof last !== "string" || last === "/" || last.includes("/.")) return true;
	const end = last.replace(/\/$/, "");
	return target.endsWith(end) || named(target).endsWith(end);
}

function mentionInText({ parts }: StringExpression, target: string): Mention | undefined {
	const texts = parts.filter((part) => typeof part === "string");
	const name = lastName(target);
	// After a folder on the way to the file, its name may follow.
	const isFolder = (text: string) => text.length > 1 && text.endsWith("/") && target.includes(text);
	if (texts.some((text) => isFolder(text) || endsIn(text, target) || endsIn(text, named(target)))) return "file";
	return texts.includes(name) ? "name" : undefined;
}

/** True if a text that is added to a path may lead to a file: all of it is the end of the file's own path. */
function endsIn(text: string, target: string): boolean {
	const steps = text.split("/");
	const isDetour = steps.slice(1, -1).some((step) => step === "" || step === "." || step === "..");
	return steps.length > 1 && (isDetour ? steps.at(-1) === target.split("/").at(-1) : target.endsWith(text));
}

/** Functions that give a path on, or a copy of what it leads to, and import nothing. */
const readNoFolder = new Set(["toString", "append", "cleanSource", "gitignoreSource", "path", "toPath", "getFlake"]);

/** What becomes of the path of a folder that a file is in, `inside` with its slash. */
function goneOnFrom(path: PathExpression, inside: string, target: string): Mention | undefined {
	const { parent } = outermost(path);
	if (parent?.kind === "apply" && unparenthesized(parent.argument) === path && imported(path) === undefined) {
		const called = unparenthesized(parent.function);
		const name = called.kind === "select" ? called.path.attrs.at(-1)?.name : called.kind === "variable" && called.name;
		return readNoFolder.has(name || "") ? "begin" : "folder";
	}
	if (parent?.kind !== "binary" || parent.operator !== "+") return undefined;
	const [only, ...computed] = parent.right.kind === "string" ? parent.right.parts : [];
	if (typeof only === "string" && computed.length === 0) {
		return [named(target), target].includes(`${inside.slice(0, -1)}${only}`) ? "file" : undefined;
	}
	return inside !== "/" && inside === `${folderOf(named(target))}/` ? "folder" : "begin";
}

/** The path by which a file is imported: a `default.nix` goes by its folder. */
function named(target: string): string {
	return target.endsWith("/default.nix") ? folderOf(target) : target;
}

/** `import path`, if a path is imported; `importApply path` calls what is imported in the same way. */
function imported(path: PathExpression): Expression | undefined {
	if (path.parts.length > 1) return undefined;
	const { parent } = outermost(path);
	if (parent?.kind !== "apply" || unparenthesized(parent.argument) !== path) return undefined;
	const called = unparenthesized(parent.function);
	const name = called.kind === "select" ? called.path.attrs.at(-1)?.name : called.kind === "variable" && called.name;
	return name === "importApply" || (name === "import" && called.kind === "variable") ? parent : undefined;
}

/** The sets that a function is called with after `before` other arguments, wherever what is `written` gives it. */
function setsGiven(written: Expression | undefined, before: number): readonly Attrset[] | undefined {
	if (written === undefined) return undefined;
	const { parent } = outermost(written);
	if (parent?.kind === "apply" && unparenthesized(parent.function) === written) {
		if (before > 0) return setsGiven(parent, before - 1);
		const set = setIn(parent.argument);
		return set && [set];
	}
	if (parent?.kind !== "binding" || parent.parent?.kind !== "let" || parent.path.attrs.length !== 1) return undefined;
	const local = namesOf(parent.parent).get(parent.path.attrs[0]?.name ?? "");
	const sets = local && references(local).map((use) => (use.kind === "variable" ? setsGiven(use, before) : undefined));
	return sets?.every((each) => each !== undefined) ? sets.flat() : undefined;
}

/** The set that more can be written into so that a value has it: itself, the later one of a union, what a `let` binds. */
function setIn(expression: Expression): Attrset | undefined {
	const value = unparenthesized(expression);
	if (value.kind === "attrset") return value;
	if (value.kind === "binary" && value.operator === "//") return setIn(value.right) ?? setIn(value.left);
	const sibling = value.kind === "variable" ? siblingOf(value) : undefined;
	return sibling?.name === undefined ? sibling && setIn(sibling.expression) : undefined;
}

function outermost(expression: Expression): Expression {
	let node = expression;
	while (node.parent?.kind === "parenthesized") node = node.parent;
	return node;
}
