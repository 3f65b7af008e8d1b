import type { Attrset, Binding, Inherit, Let } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { commentsBefore, commentsIn } from "./comments.ts";
import { indentation, indentUnit, isFirstOnLine, lineBreak, lineEnd, removal } from "./layout.ts";

/** Adds a binding at the end of a set or a `let`, on a line of its own where the others have one, apart as they are. */
export function addBinding(text: string, scope: Attrset | Let, written: string): TextEdit {
	const [second, last] = [scope.bindings.at(-2), scope.bindings.at(-1)];
	if (last !== undefined) {
		const edit = bindingAfter(text, scope.bindings[0] ?? last, last, written);
		const isApart = second !== undefined && hasBlankLine(text.slice(second.end, last.start));
		return isApart ? { ...edit, newText: lineBreak(text) + edit.newText } : edit;
	}
	const open = scope.kind === "let" ? scope.start + "let".length : scope.openBrace + 1;
	const close = scope.kind === "let" ? scope.inKeyword : scope.end - 1;
	const inside = text.slice(open, close);
	if (scope.kind === "attrset" && inside.trim() === "")
		return { range: { start: open, end: close }, newText: ` ${written} ` };
	const indent = indentation(text, scope.start);
	return insert(open, `${lineBreak(text)}${indent}${indentUnit(text)}${written}`);
}

function hasBlankLine(between: string): boolean {
	return /\n[ \t]*\r?\n/.test(between);
}

/** Adds a binding after another one, on a line of its own if that one or the first one of all has one. */
export function bindingAfter(text: string, first: Binding, last: Binding, written: string): TextEdit {
	if (!isFirstOnLine(text, first.start) && !isFirstOnLine(text, last.start)) return insert(last.end, ` ${written}`);
	const at = afterTrailingComment(text, last.end);
	return insert(at, `${lineBreak(text)}${indentation(text, last.start)}${written}`);
}

/** Adds a binding before another one, or before that one's block, in the way it is laid out. */
export function addBindingBefore(text: string, { start }: Pick<Range, "start">, written: string): TextEdit {
	const gap = isFirstOnLine(text, start) ? `${lineBreak(text)}${indentation(text, start)}` : " ";
	return insert(start, written + gap);
}

/** Adds `name` to what a set inherits from the scope around it, or an `inherit` of its own. */
export function addInherited(text: string, set: Attrset, name: string): TextEdit {
	const inherits = set.bindings.filter((binding): binding is Inherit => binding.kind === "inherit" && !binding.from);
	const last = inherits.at(-1)?.attrs.at(-1);
	if (last === undefined) return addBinding(text, set, `inherit ${name};`);
	const ownLine = isFirstOnLine(text, last.start);
	return insert(last.end, ownLine ? `${lineBreak(text)}${indentation(text, last.start)}${name}` : ` ${name}`);
}

/** The binding with the comments that belong to it: those right above it, and one behind it on its line. */
export function bindingBlock(text: string, binding: Binding, comments: readonly Range[]): Range {
	let { start } = binding;
	for (const comment of comments.toReversed()) {
		if (comment.end > start || !isFirstOnLine(text, comment.start) || !isFirstOnLine(text, start)) continue;
		if (!/^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.end, start))) break;
		start = comment.start;
	}
	return { start, end: afterTrailingComment(text, binding.end) };
}

/** Removes a block that `bindingBlock` gives, but for the comments in it that `stay`. */
export function removeBlock(text: string, block: Range, stay: readonly Range[]): TextEdit {
	if (stay.length === 0) return removal(text, block);
	const kept = commentsBefore(text, block.start, stay);
	const isLast = text.slice(block.end, lineEnd(text, block.end)).trim() === "";
	return { range: block, newText: isLast ? kept.trimEnd() : kept };
}

/** Removes the `let … in` around a body, but for the comments in it that `stay`. */
export function removeLet(text: string, node: Let, stay: readonly Range[]): TextEdit {
	const head = { start: node.start, end: node.body.start };
	const newline = lineBreak(text) + indentation(text, node.start);
	const kept = commentsIn(stay, head).map(({ start, end }) => text.slice(start, end) + newline);
	return { range: head, newText: kept.join("") };
}

/** The end of a comment that follows on the same line, or `end` itself. */
export function afterTrailingComment(text: string, end: number): number {
	const rest = text.slice(end, lineEnd(text, end));
	return /^[ \t]*#/.test(rest) ? end + rest.trimEnd().length : end;
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}
