import type { FileEdits, TextEdit } from "../../text/edit.ts";

/** Edits of several files while they are collected. The same edit asked for twice is made once. */
export class Changes {
	private readonly files = new Map<string, TextEdit[]>();

	add(path: string, ...edits: readonly TextEdit[]): void {
		const known = this.files.get(path) ?? [];
		for (const edit of edits) if (!known.some((other) => same(other, edit))) known.push(edit);
		this.files.set(path, known);
	}

	get edits(): FileEdits {
		return this.files;
	}
}

function same(a: TextEdit, b: TextEdit): boolean {
	return a.newText === b.newText && a.range.start === b.range.start && a.range.end === b.range.end;
}
