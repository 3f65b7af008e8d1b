import type { SourceFile } from "../../flake/snapshot.ts";
import type { Expression } from "../../syntax/nodes.ts";
import { applyEdits } from "../../text/edit.ts";
import { contains, type Range } from "../../text/range.ts";
import { commentsIn } from "../edit/comments.ts";
import { indentation, indentUnit } from "../edit/layout.ts";
import { type Layout, reindentation } from "../edit/reindent.ts";

/** A text that is laid out as its place is. */
export type Write = (layout: Layout) => string;

/** The text of an expression for another place, with parts of it replaced. */
export class Rewriting {
	private readonly edits: { readonly range: Range; readonly write: Write }[] = [];

	constructor(
		private readonly file: SourceFile,
		private readonly node: Expression,
	) {}

	/** Puts a text in the place of a range. */
	put({ start, end }: Range, write: Write): void {
		this.edits.push({ range: { start, end }, write });
	}

	/** Puts a text in the place of a range, if it is another one. */
	replace(range: Range, newText: string): void {
		if (newText !== this.file.text.slice(range.start, range.end)) this.put(range, () => newText);
	}

	/** The whole text. */
	write(layout: Layout): string {
		const { text } = this.file;
		const { start, end } = this.node;
		const own = { indent: indentation(text, start), unit: indentUnit(text) };
		const lines = reindentation(text, this.node, own, layout).filter(({ range }) => !this.isReplaced(range));
		const edits = this.edits.map(({ range, write }) => ({ range, newText: write(this.layoutAt(range, own, layout)) }));
		return applyEdits(
			text.slice(start, end),
			[...edits, ...lines].map(({ range, newText }) => ({
				range: { start: range.start - start, end: range.end - start },
				newText,
			})),
		);
	}

	/** The comments that the text has no more. */
	get lost(): readonly Range[] {
		return commentsIn(this.file.tree.comments, this.node).filter((comment) => this.isReplaced(comment));
	}

	private isReplaced(range: Range): boolean {
		return this.edits.some((edit) => contains(edit.range, range));
	}

	/** The layout of what takes the place of a range: its line is indented as before, from where the expression is now. */
	private layoutAt(range: Range, own: Omit<Layout, "newline">, layout: Layout): Layout {
		const indent = indentation(this.file.text, range.start);
		const further = indent.startsWith(own.indent) ? indent.slice(own.indent.length) : "";
		return { ...layout, indent: layout.indent + further.replaceAll(own.unit, layout.unit) };
	}
}
