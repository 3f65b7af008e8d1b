import type { Attrs, Slot } from "../flake/value.ts";
import type { Setting } from "../instances/settings.ts";
import type { Kind } from "../nixpkgs/entry.ts";
import type { Attr, Attrset } from "../syntax/nodes.ts";
import { enclosing } from "../syntax/walk.ts";
import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import type { Mend } from "./rule.ts";
import { writtenValue } from "./setting-rule.ts";
import { isSurely } from "./value-kinds.ts";

/**
 * Gives a setting the name that was meant: a path of names in the set that it stands in. Undefined where that name is
 * taken, where it would take another kind of value, or where the name alone can't be changed.
 */
export function renamed(setting: Setting, meant: readonly string[], accepts: readonly Kind[]): Mend | undefined {
	const { attr, uses } = setting;
	const isWhole = attr.parent?.kind === "attrpath" && attr.parent.attrs.at(-1) === attr;
	const isFree = uses.every(({ set }) => isFreeIn(set, meant, attr));
	if (!isWhole || !isFree || (accepts.length > 0 && !isSurely(setting, accepts))) return undefined;
	return { title: `Write ‘${meant.join(".")}’`, change: { edits: [replaced(attr, meant.join("."))] } };
}

/** True if a path of names can be added to a set, beside what is written in it in the same place as `beside`. */
function isFreeIn({ entries, open }: Attrs, [name = "", ...rest]: readonly string[], beside: Attr): boolean {
	const slot = entries.get(name);
	if (slot === undefined) return open === undefined;
	const value = slot.thunk.force();
	return rest.length > 0 && isWrittenOut(slot, beside) && value.kind === "attrs" && isFreeIn(value, rest, beside);
}

/** True for a set whose attributes may be written one by one beside it: Nix puts them together. */
function isWrittenOut({ definedAt }: Slot, beside: Attr): boolean {
	const node = definedAt?.node;
	if (node?.kind !== "attr" || node.parent?.kind !== "attrpath" || setAround(node) !== setAround(beside)) return false;
	if (node.parent.attrs.at(-1) !== node) return true;
	const value = writtenValue(node);
	return value?.kind === "attrset" && !value.recursive && !value.letBody;
}

function setAround(attr: Attr): Attrset | undefined {
	return enclosing(attr, "attrset");
}

/** Writes another text in the place of one, where a setting is given that text literally. */
export function rewritten({ attr }: Setting, text: string, meant: string): Mend | undefined {
	const value = writtenValue(attr);
	if (value?.kind !== "string" || value.parts.length !== 1 || value.parts[0] !== text) return undefined;
	return { title: `Write ‘${meant}’`, change: { edits: [replaced(value, JSON.stringify(meant))] } };
}

/** Leaves a setting out, where a binding of its own gives it. */
export function leftOut({ attr, path }: Setting): Mend | undefined {
	const binding =
		attr.parent?.kind === "attrpath" && attr.parent.attrs.at(-1) === attr ? attr.parent.parent : undefined;
	if (binding?.kind !== "binding") return undefined;
	return { title: `Leave out ‘${path.join(".")}’`, change: { removed: { start: binding.start, end: binding.end } } };
}

/** An edit that puts a text in the place of another. */
export function replaced({ start, end }: Range, newText: string): TextEdit {
	return { range: { start, end }, newText };
}
