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
import { letBindingOf } from "./name.ts";

/** Puts `reference` where a site was. A `let` binding of that very name goes away, with the `let` if it was the last. */
export function replaceSite(file: SourceFile, site: Site, reference: string, changes: Changes): Range {
	const own = letBindingOf(site);
	const { comments } = file.tree;
	if (own === undefined || own.name !== reference) {
		const range = withParentheses(site.node);
		changes.add(file.path, { range, newText: reference });
		return range;
	}
	const block = bindingBlock(file.text, own.binding, comments);
	const only = own.scope.bindings.length === 1;
	const edit = only ? removeLet(file.text, own.scope, block, comments) : removeBlock(file.text, block);
	changes.add(file.path, edit);
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
	const inRemoved = (node: Node) => contains(removed, node);
	const unused = formals.formals.filter((formal) => {
		if (module.universal !== undefined || formals.ellipsis === undefined) return false;
		const local = namesOf(module).get(formal.name);
		if (local === undefined) return false;
		const found = references(local);
		return found.length > 0 && found.every(inRemoved);
	});
	const present = formals.formals.some((formal) => formal.name === name);
	for (const formal of unused) changes.add(file.path, ...removeFormal(formals, formal, file.tree.comments));
	if (!present) changes.add(file.path, addFormal(file.text, formals, name));
}

/** The site with the parentheses around it that nothing else needs. */
function withParentheses(node: Node): Range {
	const { parent } = node;
	return parent?.kind === "parenthesized"
		? { start: parent.start, end: parent.end }
		: { start: node.start, end: node.end };
}
