import type { Snapshot } from "../flake/snapshot.ts";
import { LineIndex, type Position } from "../text/line-index.ts";

/** An offset with its line and character, all in UTF-16 units and from 0. */
export interface Place extends Position {
	readonly offset: number;
}

/** Turns offsets in the files of a snapshot into places. */
export class Places {
	private readonly indexes = new Map<string, LineIndex>();

	constructor(private readonly snapshot: Snapshot) {}

	/** The place of an offset in a file. */
	at(path: string, offset: number): Place {
		const index = this.indexes.get(path) ?? new LineIndex(this.snapshot.text(path) ?? "");
		this.indexes.set(path, index);
		return { offset, ...index.position(offset) };
	}
}

/** `file:line:column`, both from 1, as editors and terminals understand it. */
export function shownPlace(file: string, { line, character }: Position): string {
	return `${file}:${line + 1}:${character + 1}`;
}
