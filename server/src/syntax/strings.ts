import { type Concrete, type Lowering, operands } from "./concrete.ts";
import type { StringPart } from "./nodes.ts";

/** A stretch of an indented string as Nix's lexer sees it; an escape ends the white space at a line's start. */
type Piece = { readonly text: string; readonly escaped: boolean } | Exclude<StringPart, string>;

/** The parts of `"…"`, escapes resolved; a carriage return reads as a line feed, as in Nix. */
export function stringParts(node: Concrete, lowering: Lowering): readonly StringPart[] {
	return merged(
		node.children.map((child) => {
			const written = lowering.text.slice(child.start, child.end);
			switch (child.type) {
				case "string_fragment":
					return written.replace(/\r\n?/g, "\n");
				case "escape_sequence":
					return unescaped(written.slice(1));
				case "dollar_escape":
					return "";
				default:
					return interpolated(child, lowering);
			}
		}),
	);
}

/** The parts of `''…''` without their common indentation. */
export function indentedStringParts(node: Concrete, lowering: Lowering): readonly StringPart[] {
	const pieces: Piece[] = [];
	for (const [index, child] of node.children.entries()) {
		const written = lowering.text.slice(child.start, child.end);
		switch (child.type) {
			case "string_fragment": {
				const text = index === 0 ? written.replace(/^ *\n/, "") : written;
				if (text !== "") pieces.push({ text, escaped: node.children[index - 1]?.type === "dollar_escape" });
				break;
			}
			case "escape_sequence":
				pieces.push({ text: written === "'''" ? "''" : unescaped(written.slice(3)), escaped: true });
				break;
			case "dollar_escape":
				break;
			default:
				pieces.push(interpolated(child, lowering));
		}
	}
	return merged(stripped(pieces, commonIndentation(pieces)));
}

/** The parts of a path: its text as written. */
export function pathParts(node: Concrete, lowering: Lowering): readonly StringPart[] {
	return merged(
		node.children.map((child) =>
			child.type === "path_fragment" ? lowering.text.slice(child.start, child.end) : interpolated(child, lowering),
		),
	);
}

/** The expression inside `${…}`. */
export function interpolated(node: Concrete, lowering: Lowering): Exclude<StringPart, string> {
	const [inner] = node.type === "interpolation" ? operands(node) : [];
	return lowering.expression(inner ?? node);
}

function unescaped(char: string): string {
	switch (char) {
		case "n":
			return "\n";
		case "r":
			return "\r";
		case "t":
			return "\t";
		default:
			return char;
	}
}

/** The fewest spaces that a line of text starts with. Lines of spaces alone don't count, the last one included. */
function commonIndentation(pieces: readonly Piece[]): number {
	let least = Number.POSITIVE_INFINITY;
	let current = 0;
	let atLineStart = true;
	for (const piece of pieces) {
		if ("kind" in piece || piece.escaped) {
			if (atLineStart) least = Math.min(least, current);
			atLineStart = false;
			continue;
		}
		for (const char of piece.text) {
			if (char === "\n") {
				atLineStart = true;
				current = 0;
			} else if (atLineStart && char === " ") current++;
			else if (atLineStart) {
				least = Math.min(least, current);
				atLineStart = false;
			}
		}
	}
	return least;
}

/** Takes up to `indentation` spaces off each line's start, and all of a last line that holds nothing else. */
function stripped(pieces: readonly Piece[], indentation: number): readonly StringPart[] {
	let atLineStart = true;
	let seen = 0;
	return pieces.map((piece, index) => {
		if ("kind" in piece) {
			atLineStart = false;
			return piece;
		}
		const lines = piece.text.split("\n").map((line, row) => {
			if (row > 0) {
				atLineStart = true;
				seen = 0;
			}
			if (!atLineStart) return line;
			const spaces = line.length - line.replace(/^ +/, "").length;
			const dropped = Math.min(spaces, Math.max(0, indentation - seen));
			atLineStart = spaces === line.length;
			seen += spaces;
			return line.slice(dropped);
		});
		if (index === pieces.length - 1 && lines.length > 1 && atLineStart) lines[lines.length - 1] = "";
		return lines.join("\n");
	});
}

/** Joins neighbouring texts and drops empty ones. */
function merged(parts: readonly StringPart[]): readonly StringPart[] {
	const result: StringPart[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (part === "") continue;
		if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
		else result.push(part);
	}
	return result;
}
