import type { Formal, Formals } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { indentation, lineBreak } from "./layout.ts";

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
export function removeFormal(formals: Formals, formal: Formal, comments: readonly Range[]): TextEdit[] {
	const index = formals.formals.indexOf(formal);
	const next = formals.formals[index + 1]?.start ?? formals.ellipsis?.start;
	const previous = formals.formals[index - 1]?.end;
	const gap =
		next !== undefined ? { start: formal.start, end: next } : { start: previous ?? formal.start, end: formal.end };
	if (!comments.some((comment) => gap.start <= comment.start && comment.end <= gap.end)) return [remove(gap)];
	const comma = formals.commas.find((at) => at >= formal.end) ?? formals.commas.findLast((at) => at < formal.start);
	const own = remove({ start: formal.start, end: formal.end });
	return comma === undefined ? [own] : [own, remove({ start: comma, end: comma + 1 })];
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}

function remove(range: Range): TextEdit {
	return { range, newText: "" };
}
