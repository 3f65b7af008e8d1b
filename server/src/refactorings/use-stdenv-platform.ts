import { type AliasUse, aliasUses } from "../instances/alias-uses.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Inherit } from "../syntax/nodes.ts";
import type { TextEdit } from "../text/edit.ts";
import { contains, type Range, touches } from "../text/range.ts";
import { selection } from "./edit/atoms.ts";
import { bindingAfter } from "./edit/bindings.ts";
import { removal } from "./edit/layout.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Reads a platform where it is defined, in `stdenv`, rather than by an old name of the package set. */
export const useStdenvPlatform: Refactoring = {
	name: "use-stdenv-platform",
	fixes: "deprecated-system-alias",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const text = inventory.snapshot.text(path);
		const use = aliasUses(inventory).find((each) => each.path === path && touches(each.attr, range));
		if (use === undefined || text === undefined) return undefined;
		const title = `Use ‘${use.instead.join(".")}’`;
		const { by } = use;
		const comments = inventory.snapshot.file(path)?.tree.comments ?? [];
		if (by.kind === "inherit" && by.attrs.length > 1 && comments.some((comment) => contains(by, comment))) {
			return { title, refusal: "there is a comment among the names that are inherited" };
		}
		return { title, edits: new Map([[path, by.kind === "select" ? [selected(use)] : inherited(text, use, by)]]) };
	},
};

function selected({ attr, instead }: AliasUse): TextEdit {
	return { range: { start: attr.start, end: attr.end }, newText: instead.join(".") };
}

/** `inherit (pkgs) system;`: the old name is the last one of the new path. Names beside it stay where they are. */
function inherited(text: string, { attr, instead }: AliasUse, inherit: Inherit): readonly TextEdit[] {
	const { from, attrs } = inherit;
	if (from === undefined) return [];
	const above = selection(from, text.slice(from.start, from.end), instead.slice(0, -1).join("."));
	if (attrs.length === 1) return [{ range: from, newText: above }];
	const written = `inherit (${above}) ${attr.name};`;
	const before = attrs[attrs.indexOf(attr) - 1];
	const gone =
		before === undefined ? removal(text, attr) : { range: { start: before.end, end: attr.end }, newText: "" };
	return [gone, bindingAfter(text, inherit, inherit, written)];
}
