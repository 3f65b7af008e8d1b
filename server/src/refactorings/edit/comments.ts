import type { Node } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import { contains, type Range } from "../../text/range.ts";
import { indentation, isFirstOnLine, lineBreak } from "./layout.ts";

/** Those of `comments` that stand in a range. */
export function commentsIn(comments: readonly Range[], range: Range): readonly Range[] {
	return comments.filter((comment) => contains(range, comment));
}

/** Comments written before what stands at an offset; one that ends its line is followed by a line break. */
export function commentsBefore(text: string, at: number, comments: readonly Range[]): string {
	const newline = lineBreak(text) + indentation(text, at);
	const written = comments.map(({ start, end }) => text.slice(start, end));
	return written.map((comment) => comment + (comment.startsWith("#") ? newline : " ")).join("");
}

/**
 * Replaces a range of the text, which `binding` has as its value, if anything. The comments that stay go above that, if
 * it begins its line and one of them ends its own; else before the new text.
 */
export function replaceKeeping(
	text: string,
	range: Range,
	binding: Node | undefined,
	newText: string,
	stay: readonly Range[],
): readonly TextEdit[] {
	const isAbove = stay.some(({ start }) => text[start] === "#");
	if (binding?.kind !== "binding" || !isAbove || !isFirstOnLine(text, binding.start)) {
		return [{ range, newText: commentsBefore(text, range.start, stay) + newText }];
	}
	const newline = lineBreak(text) + indentation(text, binding.start);
	const above = stay.map(({ start, end }) => text.slice(start, end) + newline).join("");
	return [
		{ range: { start: binding.start, end: binding.start }, newText: above },
		{ range, newText },
	];
}
