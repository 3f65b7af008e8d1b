import type { SourceFile } from "../../flake/workspace.ts";
import { unwrappedParent } from "../../instances/shapes.ts";
import type { Site } from "../../instances/site.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import type { AttrBinding, Lambda, Node } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";
import { contains } from "../../text/range.ts";
import { bindingBlock, removeBlock, removeLet } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { commentsIn, replaceKeeping } from "../edit/comments.ts";
import { addFormal, removeFormals } from "../edit/formals.ts";
import { lineOf, refuse } from "../refusal.ts";
import { type LetBinding, letBindingOf } from "./name.ts";

/**
 * Puts `reference` where a site was. A `let` binding of that very name goes away, with the `let` if it was the last.
 * The comments in what goes away stay, unless the site `moves` with them. Gives the range that is gone.
 */
export function replaceSite(file: SourceFile, site: Site, reference: string, moves: boolean, changes: Changes): Range {
	const own = letBindingOf(site);
	if (own?.name === reference) return removeBinding(file, own, moves, changes);
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

/** Removes a `let` binding, and the `let` if it was the last. Gives the range that is gone. */
export function removeBinding(
	{ path, text, tree }: SourceFile,
	{ binding, scope }: LetBinding,
	withComments: boolean,
	changes: Changes,
): Range {
	const block = bindingBlock(text, binding, tree.comments);
	const stay = tree.comments.filter((comment) => !withComments || !contains(block, comment));
	const only = scope.bindings.length === 1;
	const edit = only ? removeLet(text, scope, stay) : removeBlock(text, block, commentsIn(stay, block));
	changes.add(path, edit);
	return edit.range;
}

/** The comments beside a site that go where it goes: those in its parentheses, and those of a binding that goes away. */
export function commentsBeside(file: SourceFile, site: Site, reference: string): readonly Range[] {
	const own = letBindingOf(site);
	const { comments } = file.tree;
	const block = own?.name === reference ? bindingBlock(file.text, own.binding, comments) : withParentheses(site.node);
	return commentsIn(comments, block).filter((comment) => !contains(site.node, comment));
}

/** Makes `name` a formal of the module, and removes the formals that only `removed` used and that are not `kept`. */
export function takeArgument(
	file: SourceFile,
	module: Lambda,
	name: string,
	removed: Range | undefined,
	changes: Changes,
	kept = "",
): void {
	const { formals } = module;
	if (formals === undefined) {
		refuse(`the module takes its arguments as a whole (${lineOf(file.text, module)}): give it formals first`);
	}
	if (removed !== undefined) dropFormals(file, module, removed, changes, kept);
	const present = formals.formals.some((formal) => formal.name === name);
	if (!present) changes.add(file.path, addFormal(file.text, formals, name));
}

/**
 * Removes the formals that only `removed` used, but for those that the text `kept` has in it. Without an ellipsis all
 * stay: the module is given them anyway.
 */
export function dropFormals(file: SourceFile, module: Lambda, removed: Range, changes: Changes, kept = ""): void {
	const { formals } = module;
	if (formals?.ellipsis === undefined || module.universal !== undefined) return;
	const unused = formals.formals.filter(({ name }) => {
		if (kept.includes(name)) return false;
		const local = namesOf(module).get(name);
		const found = local === undefined ? [] : references(local);
		return found.length > 0 && found.every((use) => contains(removed, use));
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
