/** A place in a text: line and UTF-16 unit within it, both from 0. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/** Turns UTF-16 offsets of one text into lines and characters, and back. A line ends in LF, CRLF or CR. */
export class LineIndex {
	/** The offset at which each line starts. */
	private readonly starts: readonly number[];

	constructor(private readonly text: string) {
		this.starts = [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)];
	}

	/** The place of `offset`; one outside the text is moved to its nearest end. */
	position(offset: number): Position {
		const inside = Math.max(0, Math.min(offset, this.text.length));
		let line = 0;
		for (let after = this.starts.length; line + 1 < after; ) {
			const middle = (line + after) >> 1;
			if (this.start(middle) <= inside) line = middle;
			else after = middle;
		}
		return { line, character: inside - this.start(line) };
	}

	/** The offset of a place; a character beyond its line's end means that end, a line beyond the last the text's end. */
	offset({ line, character }: Position): number {
		if (line < 0) return 0;
		const start = this.start(line);
		const end = this.start(line + 1);
		const terminator = /\r?\n?$/.exec(this.text.slice(start, end))?.[0].length ?? 0;
		return Math.max(start, Math.min(start + character, end - terminator));
	}

	private start(line: number): number {
		return this.starts[line] ?? this.text.length;
	}
}
