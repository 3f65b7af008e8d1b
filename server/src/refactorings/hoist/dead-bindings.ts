import type { SourceFile } from "../../flake/snapshot.ts";
import type { Site } from "../../instances/site.ts";
import { type Local, namesOf, references } from "../../semantics/scopes.ts";
import type { Binding, Expression, Let, Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { contains, type Range } from "../../text/range.ts";
import { bindingBlock } from "../edit/bindings.ts";
import { commentsIn } from "../edit/comments.ts";

/** A binding of one name in a `let`. */
export interface LocalBinding {
	readonly name: string;
	readonly binding: Binding;
	readonly scope: Let;
}

/**
 * The `let` bindings around a site, inside `end`, that nothing uses once `removed` is gone and the text `kept` is there.
 * Those with comments beside them stay: what somebody has written about them may matter.
 */
export function deadBindings(
	file: SourceFile,
	site: Site,
	end: Node | undefined,
	removed: Range,
	kept: string,
): readonly LocalBinding[] {
	const outer = [...ancestors(site.node)];
	const inside = end === undefined ? [] : outer.slice(0, Math.max(outer.indexOf(end), 0));
	const bindings = inside.filter((node) => node.kind === "let").flatMap((scope) => simpleBindings(file, scope));
	const dead: LocalBinding[] = [];
	for (let count = -1; count !== dead.length; ) {
		count = dead.length;
		const gone = [removed, ...dead.map(({ binding }) => binding)];
		for (const each of bindings) {
			const isDead = !isNamedIn(kept, each.name) && isUsedOnlyIn(namesOf(each.scope).get(each.name), gone);
			if (isDead && !dead.includes(each)) dead.push(each);
		}
	}
	return dead;
}

/** The bindings of one name each, without those whose comments would be lost: what is written out moves with its own. */
function simpleBindings({ text, tree }: SourceFile, scope: Let): readonly LocalBinding[] {
	return scope.bindings.flatMap((binding): readonly LocalBinding[] => {
		const [attr, ...more] = binding.kind === "binding" ? binding.path.attrs : binding.attrs;
		const value = binding.kind === "binding" && isWrittenOut(binding.value) ? binding.value : undefined;
		const comments = commentsIn(tree.comments, bindingBlock(text, binding, tree.comments));
		const isBare = comments.every((comment) => value !== undefined && contains(value, comment));
		return attr?.name !== undefined && more.length === 0 && isBare ? [{ name: attr.name, binding, scope }] : [];
	});
}

function isWrittenOut({ kind }: Expression): boolean {
	return kind === "attrset" || kind === "list" || kind === "lambda";
}

/** True if a name is used, and only in the ranges. */
export function isUsedOnlyIn(local: Local | undefined, ranges: readonly Range[]): boolean {
	const found = local === undefined ? [] : references(local);
	return found.length > 0 && found.every((use) => ranges.some((range) => contains(range, use)));
}

/** True if a text of Nix has a name in it. */
export function isNamedIn(text: string, name: string): boolean {
	return text.match(/[a-zA-Z_][\w'-]*/g)?.includes(name) ?? false;
}
