import type { SourceFile } from "../../flake/snapshot.ts";
import { letBindingOf } from "../../instances/let-binding.ts";
import type { Site } from "../../instances/site.ts";
import { namesOf } from "../../semantics/scopes.ts";
import { unwrappedParent } from "../../syntax/attrs.ts";
import type { AttrBinding, Lambda, Node } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";
import { contains } from "../../text/range.ts";
import { bindingBlock, removeBlock, removeLet } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { commentsIn, replaceKeeping } from "../edit/comments.ts";
import { addFormal, removeFormals } from "../edit/formals.ts";
import { type ArgumentBinding, argumentBlock } from "./argument-binding.ts";
import { deadBindings, isNamedIn, isUsedOnlyIn, type LocalBinding } from "./dead-bindings.ts";
import type { Move } from "./work.ts";

/**
 * Puts `reference` where a site was. A `let` binding of that very name goes away, as do others inside `end` that only
 * it used, with the `let` if they were the last. The comments in what goes away stay, unless the site `moves` with
 * them. Gives the ranges that are gone.
 */
export function replaceSite(
	file: SourceFile,
	site: Site,
	end: Node | undefined,
	reference: string,
	moves: boolean,
	changes: Changes,
): readonly Range[] {
	const own = letBindingOf(site);
	if (own?.name === reference) {
		const dead = deadBindings(file, site, end, own.binding, reference);
		return removeBindings(file, [own, ...dead], moves, changes);
	}
	const range = replaceNode(file, site, reference, moves, changes);
	const dead = deadBindings(file, site, end, range, reference);
	return [range, ...removeBindings(file, dead, moves, changes)];
}

function replaceNode(file: SourceFile, site: Site, reference: string, moves: boolean, changes: Changes): Range {
	const inherits = inheritable(site.node, reference);
	if (inherits !== undefined && (moves || commentsIn(file.tree.comments, inherits).length === 0)) {
		changes.add(file.path, { range: inherits, newText: `inherit ${reference};` });
		return inherits;
	}
	const range = withParentheses(site.node);
	const kept = moves ? [] : commentsIn(file.tree.comments, range);
	changes.add(file.path, ...replaceKeeping(file.text, range, unwrappedParent(site.node), reference, kept));
	return range;
}

/**
 * Removes the definition of an argument, and the `let` bindings inside the module that only it used. The comments in
 * what goes away stay, unless the site `moves` with them. Gives the ranges that are gone.
 */
export function removeArgument(
	file: SourceFile,
	site: Site,
	argument: ArgumentBinding,
	module: Lambda,
	moves: boolean,
	changes: Changes,
): readonly Range[] {
	const block = argumentBlock(file, argument);
	const stay = commentsIn(file.tree.comments, block).filter(() => !moves);
	changes.add(file.path, removeBlock(file.text, block, stay));
	const dead = deadBindings(file, site, module, block, "").filter(({ binding }) => !contains(block, binding));
	return [block, ...removeBindings(file, dead, moves, changes)];
}

/** Removes `let` bindings, and each `let` whose last ones they are. Gives the ranges that are gone. */
export function removeBindings(
	{ path, text, tree }: SourceFile,
	bindings: readonly LocalBinding[],
	withComments: boolean,
	changes: Changes,
): readonly Range[] {
	const blocks = bindings.map(({ binding }) => bindingBlock(text, binding, tree.comments));
	const stay = tree.comments.filter((comment) => !withComments || !blocks.some((block) => contains(block, comment)));
	const edits = [...new Set(bindings.map(({ scope }) => scope))].flatMap((scope) => {
		const here = blocks.filter((_, index) => bindings[index]?.scope === scope);
		if (here.length === scope.bindings.length) return [removeLet(text, scope, stay)];
		return here.map((block) => removeBlock(text, block, commentsIn(stay, block)));
	});
	changes.add(path, ...edits);
	return edits.map(({ range }) => range);
}

/** The comments beside a site that go where it goes: those in its parentheses, and those of a binding that goes away. */
export function commentsBeside({ file, site, argument }: Move, reference: string): readonly Range[] {
	const own = letBindingOf(site);
	const { comments } = file.tree;
	const isArgument = argument?.name === reference;
	const binding = own?.name === reference ? bindingBlock(file.text, own.binding, comments) : undefined;
	const block = isArgument ? argumentBlock(file, argument) : (binding ?? withParentheses(site.node));
	return commentsIn(comments, block).filter((comment) => !contains(site.node, comment));
}

/** Lets a module take an argument: as a formal, if it has formals. Gives how the argument is written in it. */
export function takeArgument(file: SourceFile, module: Lambda, name: string, changes: Changes): string {
	const { formals } = module;
	const present = formals === undefined || formals.formals.some((formal) => formal.name === name);
	if (!present) changes.add(file.path, addFormal(file.text, formals, name));
	return writtenArgument(module, name);
}

/** How an argument is written in a module that takes it: by its name, or as part of all arguments. */
export function writtenArgument({ formals, universal }: Lambda, name: string): string {
	return formals !== undefined || universal === undefined ? name : `${universal.name}.${name}`;
}

/**
 * Removes the formals that only `removed` used, but for those that the text `kept` names. Without an ellipsis all
 * stay: the module is given them anyway.
 */
export function dropFormals(
	file: SourceFile,
	module: Lambda,
	removed: readonly Range[],
	changes: Changes,
	kept = "",
): void {
	const { formals } = module;
	if (formals?.ellipsis === undefined || module.universal !== undefined) return;
	const unused = formals.formals.filter(({ name }) => {
		return !isNamedIn(kept, name) && isUsedOnlyIn(namesOf(module).get(name), removed);
	});
	changes.add(file.path, ...removeFormals(file.text, formals, unused, file.tree.comments));
}

/** The binding of a set that gives a site the very name that takes its place. */
function inheritable(node: Node, reference: string): AttrBinding | undefined {
	const binding = unwrappedParent(node);
	if (binding?.kind !== "binding" || binding.parent?.kind !== "attrset") return undefined;
	const [attr, more] = binding.path.attrs;
	return attr?.name === reference && more === undefined ? binding : undefined;
}

/** The site with the parentheses around it that nothing else needs. */
export function withParentheses(node: Node): Range {
	const { parent } = node;
	return parent?.kind === "parenthesized"
		? { start: parent.start, end: parent.end }
		: { start: node.start, end: node.end };
}
