import type { Range } from "../../text/range.ts";

/** Where a string ends, after its quotes, and the expressions in it, without their braces. */
export interface ScannedString {
	readonly end: number;
	readonly expressions: readonly Range[];
}

const inPlain = /\\[\s\S]|\$\$|\$\{|"/g;
const inIndented = /''(?:['$]|\\[\s\S])|\$\$|\$\{|''/g;
const inExpression = /[{}"#]|''|\/\*/g;

/** Reads the string whose opening quotes stand at `start`. One that nothing ends goes on to the end of the text. */
export function scanString(text: string, start: number): ScannedString {
	const [quote, telling] = text[start] === '"' ? (['"', inPlain] as const) : (["''", inIndented] as const);
	const expressions: Range[] = [];
	for (let at = start + quote.length; ; ) {
		const found = matchFrom(telling, text, at);
		if (found === null) return { end: text.length, expressions };
		at = found.index + found[0].length;
		if (found[0] === quote) return { end: at, expressions };
		if (found[0] === "${") {
			const end = expressionEnd(text, at);
			expressions.push({ start: at, end });
			at = end + 1;
		}
	}
}

/** The offset of the brace that ends an expression. */
function expressionEnd(text: string, start: number): number {
	let depth = 0;
	for (let at = start; ; ) {
		const found = matchFrom(inExpression, text, at);
		if (found === null || (found[0] === "}" && depth === 0)) return found?.index ?? text.length;
		at = found.index + found[0].length;
		if (found[0] === "{") depth++;
		else if (found[0] === "}") depth--;
		else if (found[0] === "#" || found[0] === "/*") at = commentEnd(text, found.index);
		else at = scanString(text, found.index).end;
	}
}

/** Where the comment ends that begins at `start`. */
export function commentEnd(text: string, start: number): number {
	const end = text[start] === "#" ? text.indexOf("\n", start) : text.indexOf("*/", start + 2) + 2;
	return end <= start ? text.length : end;
}

function matchFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}
