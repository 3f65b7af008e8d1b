import type { Snapshot } from "../flake/snapshot.ts";
import { indentation, isFirstOnLine, lineBreak, lineEnd, lineStart } from "../refactorings/edit/layout.ts";
import type { Finding } from "../rules/rule.ts";
import type { FileEdits } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** What a comment begins with that allows what some rules find: `# flake-hoist: allow nested-instance, unknown-system`. */
const allows = /flake-hoist:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** True if a comment allows a finding: one at the end of the line that it begins on, or one of those right above that. */
export function isAllowed(snapshot: Snapshot, { path, rule, range }: Finding): boolean {
	if (!snapshot.matches(path, allows)) return false;
	const { text, tree } = snapshot.file(path) ?? {};
	if (text === undefined || tree === undefined) return false;
	return commentsAbout(text, tree.comments, range.start).some((comment) => {
		const named = allows.exec(text.slice(comment.start, comment.end))?.[1];
		return named?.split(/\s*,\s*/).includes(rule);
	});
}

/** The comments on the line of an offset, and those on lines of their own right above it. */
function commentsAbout(text: string, comments: readonly Range[], offset: number): readonly Range[] {
	let start = lineStart(text, offset);
	const about = comments.filter((comment) => start <= comment.start && comment.start < lineEnd(text, offset));
	for (const comment of comments.toReversed()) {
		if (comment.end > start || !isFirstOnLine(text, comment.start)) continue;
		if (!/^[ \t]*\r?\n$/.test(text.slice(comment.end, start))) break;
		about.push(comment);
		start = lineStart(text, comment.start);
	}
	return about;
}

/** The change that allows a finding by a comment of its own above it; undefined in a file that takes no comments. */
export function allowing(snapshot: Snapshot, finding: Finding): FileEdits | undefined {
	const text = snapshot.text(finding.path);
	if (text === undefined || !finding.path.endsWith(".nix")) return undefined;
	const at = lineStart(text, finding.range.start);
	const newText = `${indentation(text, at)}# flake-hoist: allow ${finding.rule}${lineBreak(text)}`;
	return new Map([[finding.path, [{ range: { start: at, end: at }, newText }]]]);
}
