import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";

/** The offset at which the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
	return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line that holds `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
	const end = text.indexOf("\n", offset);
	if (end < 0) return text.length;
	return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** The white space that the line that holds `offset` begins with. */
export function indentation(text: string, offset: number): string {
	const start = lineStart(text, offset);
	return /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
}

/** True if nothing but white space stands before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
	return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** One step of indentation as the file has it: a tab, or some spaces. */
export function indentUnit(text: string): string {
	const first = /^(\t| +)\S/m.exec(text)?.[1];
	if (first === undefined) return "  ";
	return first.startsWith("\t") ? "\t" : " ".repeat(Math.min(first.length, 4));
}

/** The line break that the file uses. */
export function lineBreak(text: string): string {
	return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Removes a range, with its lines where it has them to itself, and with the white space that would be left over. */
export function removal(text: string, { start, end }: Range): TextEdit {
	const toLineEnd = lineEnd(text, end);
	if (text.slice(end, toLineEnd).trim() !== "") {
		const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
		return { range: { start, end: end + space }, newText: "" };
	}
	const next = text.indexOf("\n", end);
	if (isFirstOnLine(text, start)) {
		const lines = { start: lineStart(text, start), end: next < 0 ? text.length : next + 1 };
		return { range: withBlankLine(text, lines), newText: "" };
	}
	const space = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
	return { range: { start: start - space, end: toLineEnd }, newText: "" };
}

/** Lines with a blank one beside them that would be one too many without them: after another, at the beginning or end. */
function withBlankLine(text: string, { start, end }: Range): Range {
	const before = /(^|\n)([ \t]*\r?\n)$/.exec(text.slice(0, start))?.[2] ?? "";
	const after = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0] ?? "";
	const isFirst = /([{[(]|\b(let|in))[ \t]*\r?\n$/.test(text.slice(0, start));
	const isLast = /^[ \t]*([}\])]|in\b)/.test(text.slice(end));
	if (after !== "" && (before !== "" || isFirst)) return { start, end: end + after.length };
	return { start: isLast ? start - before.length : start, end };
}

/** Moves a comment to another indentation: every line but the first loses `from` and gains `to`. */
export function reindent(comment: string, from: string, to: string, newline: string): string {
	const [first = "", ...rest] = comment.split(/\r?\n/);
	const moved = rest.map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line));
	return [first, ...moved.map((line) => (line.trim() === "" ? "" : line))].join(newline);
}
