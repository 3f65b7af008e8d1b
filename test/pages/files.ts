import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { applyEdits, type FileEdits, type TextEdit } from "../../server/src/text/edit.ts";
import { testParser } from "../parser.ts";
import type { Case } from "./page.ts";

/** Texts by workspace path. */
export type Files = ReadonlyMap<string, string>;

const parse = await testParser();

/** The files of a case before anything is done, with the line ends that it asks for. */
export function filesOf({ before, crlf }: Case): Files {
	const { files } = before.fixture;
	return crlf ? new Map([...files].map(([path, text]) => [path, withLineEnds(text, "\r\n")])) : files;
}

/** `text`, whose lines end in LF or CRLF, with one of them throughout. */
export function withLineEnds(text: string, lineEnd: "\n" | "\r\n"): string {
	return text.replace(/\r?\n/g, lineEnd);
}

/** A snapshot of a workspace that holds the files. */
export function snapshotOf(files: Files): Snapshot {
	const workspace = new Workspace(parse);
	for (const [path, text] of files) workspace.set(path, /\.(nix|lock)$/.test(path) ? text : undefined);
	return workspace.snapshot();
}

/** The new texts of the files that the edits change. */
export function changedFiles(files: Files, edits: FileEdits): Files {
	const edited = [...edits].map(([path, list]) => [path, applyEdits(files.get(path) ?? "", list)] as const);
	return new Map(edited.filter(([path, text]) => files.get(path) !== text));
}

/** Where an offset is after the edits of its file: where the new text begins if it was replaced. */
export function movedBy(edits: readonly TextEdit[], offset: number): number {
	const shifts = edits.map(({ range, newText }) => {
		if (range.end <= offset) return newText.length - (range.end - range.start);
		return range.start < offset ? range.start - offset : 0;
	});
	return shifts.reduce((sum, shift) => sum + shift, offset);
}
