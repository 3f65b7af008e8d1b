import { selection } from "../../refactorings/edit/atoms.ts";
import { indentation, isFirstOnLine, lineBreak } from "../../refactorings/edit/layout.ts";
import type { Attr, Inherit } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";

/** Takes one name out of an `inherit` and binds it as `name = source;`, where `source` is what it is called outside. */
export function splitInherited(
	text: string,
	inherit: Inherit,
	attr: Attr,
	name: string,
	source: string,
): readonly TextEdit[] {
	const { start, end, attrs, from } = inherit;
	const value = from === undefined ? source : selection(from, text.slice(from.start, from.end), source);
	const written = `${name} = ${value};`;
	if (attrs.length === 1) return [{ range: { start, end }, newText: written }];
	const gap = isFirstOnLine(text, start) ? lineBreak(text) + indentation(text, start) : " ";
	return [removed(text, inherit, attr), { range: { start: end, end }, newText: gap + written }];
}

/** Removes a name with the white space before it, or after it if a comment is in between. */
function removed(text: string, { attrs }: Inherit, attr: Attr): TextEdit {
	const space = /\s*$/.exec(text.slice(0, attr.start))?.[0].length ?? 0;
	const isLast = attrs.at(-1) === attr;
	const after = isLast ? 0 : (/^\s*/.exec(text.slice(attr.end))?.[0].length ?? 0);
	const start = isLast ? attr.start - space : attr.start;
	return { range: { start, end: attr.end + after }, newText: "" };
}
