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

/** Removes formals with their commas; comments around them stay. What comes last must be an ellipsis. */
export function removeFormals(
	text: string,
	formals: Formals,
	gone: readonly Formal[],
	comments: readonly Range[],
): readonly TextEdit[] {
	const [first] = formals.formals;
	const isLeading = first !== undefined && text.slice(first.end, formals.commas[0]).includes("\n");
	const found = gone.map((formal) => placeOf(formals, formal, isLeading, gone));
	if (found.every(({ gap }) => commentsIn(comments, gap).length === 0)) {
		return found.map(({ gap }) => ({ range: gap, newText: "" }));
	}
	const tokens = found.flatMap(({ formal, comma }) => [formal, comma]).sort((a, b) => a.start - b.start);
	return runs(text, tokens).map((range) => removal(text, range));
}

/** What goes with a formal: the comma before it, where commas lead and something is left before it, else the one after. */
function placeOf({ formals, commas, ellipsis }: Formals, formal: Formal, isLeading: boolean, gone: readonly Formal[]) {
	const index = formals.indexOf(formal);
	const previous = formals.slice(0, index).every((each) => gone.includes(each)) ? undefined : formals[index - 1];
	const isBefore = isLeading && previous !== undefined;
	const at = commas[isBefore ? index - 1 : index] ?? formal.end;
	const next = formals[index + 1]?.start ?? ellipsis?.start ?? formal.end;
	const gap = isBefore ? { start: previous.end, end: formal.end } : { start: formal.start, end: next };
	return { formal, comma: { start: at, end: at + 1 }, gap };
}

/** Joins ranges that only spaces separate. */
function runs(text: string, ranges: readonly Range[]): readonly Range[] {
	const joined: Range[] = [];
	for (const { start, end } of ranges) {
		const last = joined.at(-1);
		if (last !== undefined && /^[ \t]*$/.test(text.slice(last.end, start)))
			joined[joined.length - 1] = { ...last, end };
		else joined.push({ start, end });
	}
	return joined;
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}
