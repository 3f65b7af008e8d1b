import type { Range } from "../../text/range.ts";
import { indentation, indentUnit, lineBreak, reindent } from "../edit/layout.ts";
import { commentsBeside } from "./module-edits.ts";
import type { MovedCall } from "./moved-call.ts";
import { bindInOutputs } from "./outputs-scope.ts";
import type { Move } from "./work.ts";

/** What is longer goes onto several lines. */
const maxLine = 100;

/**
 * Writes the binding, indented as its new place is; with what makes a set by system (`each`), it is one. The comments
 * that would go with the site, where `reference` takes its place, come along above it.
 */
export function bindCall(work: Move, name: string, call: MovedCall, each: string | undefined, reference: string): void {
	const { file, scope, changes } = work;
	const [unit, newline] = [indentUnit(scope.text), lineBreak(scope.text)];
	const comments = [...commentsBeside(work, reference), ...call.lost].sort((a, b) => a.start - b.start);
	const write = (indent: string): string => {
		const above = comments.map((comment) => moved(file.text, comment, indent, newline) + newline + indent).join("");
		if (each === undefined) return `${above}${name} = ${call.write({ indent, unit, newline })};`;
		const short = `${name} = ${each} (system: ${call.write({ indent, unit, newline })});`;
		if (!short.includes("\n") && indent.length + short.length <= maxLine) return above + short;
		const inner = indent + unit;
		const long = call.write({ indent: inner, unit, newline });
		return [`${above}${name} = ${each} (`, `${inner}system: ${long}`, `${indent});`].join(newline);
	};
	bindInOutputs(scope, write, changes);
}

/** A comment for another place. */
function moved(text: string, { start, end }: Range, indent: string, newline: string): string {
	return reindent(text.slice(start, end), indentation(text, start), indent, newline);
}
