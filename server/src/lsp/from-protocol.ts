import type * as protocol from "vscode-languageserver";
import { LineIndex } from "../text/line-index.ts";
import type { Range } from "../text/range.ts";

/** The offset of a position that the client sent. */
export function toOffset(text: string, position: protocol.Position): number {
	return new LineIndex(text).offset(position);
}

/** The offsets of a range that the client sent. */
export function toOffsets(text: string, { start, end }: protocol.Range): Range {
	const lines = new LineIndex(text);
	return { start: lines.offset(start), end: lines.offset(end) };
}

/** True if the client asked for code actions of `kind`: of that very kind or of one that holds it, or of any. */
export function wants(only: readonly protocol.CodeActionKind[] | undefined, kind: protocol.CodeActionKind): boolean {
	return only?.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}
