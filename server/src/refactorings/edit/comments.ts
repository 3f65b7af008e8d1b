import { contains, type Range } from "../../text/range.ts";
import { indentation, lineBreak } from "./layout.ts";

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
