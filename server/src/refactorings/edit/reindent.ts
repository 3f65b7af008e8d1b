import type { Node } from "../../syntax/nodes.ts";
import { children } from "../../syntax/walk.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { indentation, lineEnd } from "./layout.ts";

/** How a piece of syntax is laid out. */
export interface Layout {
	/** The indentation of its first line. */
	readonly indent: string;
	/** One step of further indentation. */
	readonly unit: string;
	readonly newline: string;
}

/** The edits that give a piece of syntax, which is laid out as `from`, another layout. What strings hold keeps its value. */
export function reindentation(text: string, node: Node, from: Omit<Layout, "newline">, to: Layout): TextEdit[] {
	const { newline } = to;
	const inside = strings(node);
	return lineStarts(text, node).map((start): TextEdit => {
		const line = text.slice(start, Math.min(lineEnd(text, start), node.end));
		const string = inside.find((each) => each.start < start && start < each.end);
		const moved = string === undefined || moves(text, string, from.indent, to.indent);
		const isBlank = line.trim() === "" && (string === undefined || !line.startsWith(from.indent));
		const breakStart = text[start - 2] === "\r" ? start - 2 : start - 1;
		if (moved && isBlank) return replace(breakStart, start + line.length, newline);
		if (!moved || !line.startsWith(from.indent)) return replace(breakStart, start, newline);
		const further = string === undefined ? indentation(line, from.indent.length).slice(from.indent.length) : "";
		const spread = further.replaceAll(from.unit, to.unit);
		return replace(breakStart, start + from.indent.length + further.length, newline + to.indent + spread);
	});
}

/** The strings in a piece of syntax, without those in other strings' interpolations. */
function strings(node: Node): readonly Node[] {
	return node.kind === "string" ? [node] : [...children(node)].flatMap(strings);
}

/**
 * True if all lines of a string can move alike, so that it keeps its value: only spaces count as the indentation of
 * an indented string, and those that all its lines have in common.
 */
function moves(text: string, string: Node, from: string, to: string): boolean {
	if (string.kind !== "string" || !string.indented || /[^ ]/.test(from + to)) return false;
	const lines = lineStarts(text, string).map((start) => text.slice(start, Math.min(lineEnd(text, start), string.end)));
	return lines.every((line) => line.startsWith(from) || line.trim() === "");
}

/** The offsets at which lines begin inside a range. */
function lineStarts(text: string, { start, end }: Range): number[] {
	const starts: number[] = [];
	for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}

function replace(start: number, end: number, newText: string): TextEdit {
	return { range: { start, end }, newText };
}
