import type { Range } from "./range.ts";

/** Replaces the text of `range` by `newText`. */
export interface TextEdit {
	readonly range: Range;
	readonly newText: string;
}

/** The edits of one change, by workspace path. */
export type FileEdits = ReadonlyMap<string, readonly TextEdit[]>;

/**
 * Gives `text` with all `edits` applied at once; their ranges refer to `text`.
 * Edits at one offset are applied in the order given.
 * @throws RangeError if two edits overlap or leave the text: a wrong edit must never be half applied.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const ordered = edits
		.map((edit, index) => ({ edit, index }))
		.sort(
			(a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index,
		);
	let result = "";
	let at = 0;
	for (const { edit } of ordered) {
		if (edit.range.start < at || edit.range.end > text.length || edit.range.end < edit.range.start) {
			throw new RangeError(`edit at ${edit.range.start}–${edit.range.end} overlaps another or leaves the text`);
		}
		result += text.slice(at, edit.range.start) + edit.newText;
		at = edit.range.end;
	}
	return result + text.slice(at);
}

/** Where what stands at `offset` is after the edits; in the middle of one, where what it puts there begins. */
export function positionAfter(edits: readonly TextEdit[], offset: number): number {
	const around = edits.find(({ range }) => range.start < offset && offset < range.end);
	const from = around?.range.start ?? offset;
	const before = edits.filter(({ range }) => range.end <= from && range.start < from);
	return before.reduce((at, { range, newText }) => at + newText.length - (range.end - range.start), from);
}

/** The one edit that makes `after` of `before`, from the first place where they differ to the last. */
export function differenceOf(before: string, after: string): TextEdit {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	let same = 0;
	while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
	const range = { start, end: before.length - same };
	return { range, newText: after.slice(start, after.length - same) };
}
