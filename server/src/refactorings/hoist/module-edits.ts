import type { SourceFile } from "../../flake/workspace.ts";
import type { Site } from "../../instances/site.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import type { Lambda, Node } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";
import { contains } from "../../text/range.ts";
import { bindingBlock, removeBlock, removeLet } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { addFormal, removeFormal } from "../edit/formals.ts";
import { lineOf, refuse } from "../refusal.ts";
import { type LetBinding, letBindingOf } from "./name.ts";

/** Puts `reference` where a site was. A `let` binding of that very name goes away, with the `let` if it was the last. */
export function replaceSite(file: SourceFile, site: Site, reference: string, changes: Changes): Range {
	const own = letBindingOf(site);
	if (own?.name === reference) return removeBinding(file, own, changes);
	const range = withParentheses(site.node);
	changes.add(file.path, { range, newText: reference });
	return range;
}

/** Removes a `let` binding with its comments, and the `let` if it was the last. Gives the range that is gone. */
export function removeBinding(
	{ path, text, tree }: SourceFile,
	{ binding, scope }: LetBinding,
	changes: Changes,
): Range {
	const block = bindingBlock(text, binding, tree.comments);
	const only = scope.bindings.length === 1;
	const edit = only ? removeLet(text, scope, block, tree.comments) : removeBlock(text, block);
	changes.add(path, edit);
	return edit.range;
}

/** The comments that stand right above the site's binding and move along with it; empty if there are none. */
export function movedComments(file: SourceFile, site: Site, reference: string): string {
	const own = letBindingOf(site);
	if (own === undefined || own.name !== reference) return "";
	const block = bindingBlock(file.text, own.binding, file.tree.comments);
	return file.text.slice(block.start, own.binding.start).trimEnd();
}

/** Makes `name` a formal of the module, and removes the formals that only `removed` used. */
export function takeArgument(file: SourceFile, module: Lambda, name: string, removed: Range, changes: Changes): void {
	const { formals } = module;
	if (formals === undefined) {
		refuse(`the module takes its arguments as a whole (${lineOf(file.text, module)}): give it formals first`);
	}
	dropFormals(file, module, removed, changes);
	const present = formals.formals.some((formal) => formal.name === name);
	if (!present) changes.add(file.path, addFormal(file.text, formals, name));
}

/** Removes the formals that only `removed` used. Without an ellipsis all stay: the module is given them anyway. */
export function dropFormals(file: SourceFile, module: Lambda, removed: Range, changes: Changes): void {
	const { formals } = module;
	if (formals?.ellipsis === undefined || module.universal !== undefined) return;
	for (const formal of formals.formals) {
		const local = namesOf(module).get(formal.name);
		const found = local === undefined ? [] : references(local);
		const isUnused = found.length > 0 && found.every((use) => contains(removed, use));
		if (isUnused) changes.add(file.path, ...removeFormal(formals, formal, file.tree.comments));
	}
}

/** The site with the parentheses around it that nothing else needs. */
export function withParentheses(node: Node): Range {
	const { parent } = node;
	return parent?.kind === "parenthesized"
		? { start: parent.start, end: parent.end }
		: { start: node.start, end: node.end };
}
