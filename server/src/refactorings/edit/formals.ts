import type { Formal, Formals } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { commentsIn } from "./comments.ts";
import { indentation, lineBreak, removal } from "./layout.ts";

/** Adds a formal before the `...`, or at the end, in the comma style that the formals have. */
export function addFormal(text: string, formals: Formals, name: string): TextEdit {
	const last = formals.formals.at(-1);
	if (formals.ellipsis !== undefined) {
		const at = formals.ellipsis.start;
		return insert(at, name + (last === undefined ? ", " : separator(text, last.end, at)));
	}
	if (last === undefined) return { range: { start: formals.start + 1, end: formals.end - 1 }, newText: ` ${name} ` };
	const trailing = formals.commas.length === formals.formals.length ? formals.commas.at(-1) : undefined;
	const before = formals.formals.at(-2);
	const between = before === undefined ? ", " : separator(text, before.end, last.start);
	if (trailing === undefined) return insert(last.end, between + name);
	return insert(trailing + 1, `${between.replace(",", "")}${name},`);
}

/** What stands between two elements: a comma and white space, without the comments that may be there. */
function separator(text: string, from: number, to: number): string {
	const between = text.slice(from, to);
	if (!between.includes("\n")) return between.includes("#") || between.includes("/*") ? ", " : between;
	if (/^[\s,]*$/.test(between)) return between.replace(/\n\s*\n/g, "\n");
	const newline = lineBreak(text);
	const leading =
		/^\s*$/.test(between.slice(0, Math.max(between.indexOf(","), 0))) && between.indexOf("\n") < between.indexOf(",");
	return leading ? `${newline}${indentation(text, to)}, ` : `,${newline}${indentation(text, to)}`;
}

/** Removes a formal with its comma; comments around it stay. */
export function removeFormal(
	text: string,
	formals: Formals,
	formal: Formal,
	comments: readonly Range[],
): readonly TextEdit[] {
	const index = formals.formals.indexOf(formal);
	const next = formals.formals[index + 1]?.start ?? formals.ellipsis?.start;
	const previous = formals.formals[index - 1]?.end;
	const gap =
		next !== undefined ? { start: formal.start, end: next } : { start: previous ?? formal.start, end: formal.end };
	if (commentsIn(comments, gap).length === 0) return [{ range: gap, newText: "" }];
	const [before, after] = [formals.commas[index - 1], formals.commas[index]];
	const isLeading = before !== undefined && (after === undefined || text.slice(formal.end, after).includes("\n"));
	return withComma(text, formal, isLeading ? before : after).map((range) => removal(text, range));
}

/** A formal and its comma: one range if nothing stands between them. */
function withComma(text: string, { start, end }: Range, at: number | undefined): readonly Range[] {
	if (at === undefined) return [{ start, end }];
	const comma = { start: at, end: at + 1 };
	const whole = { start: Math.min(start, at), end: Math.max(end, at + 1) };
	const between = at < start ? text.slice(at + 1, start) : text.slice(end, at);
	return between.trim() === "" ? [whole] : [{ start, end }, comma];
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}
