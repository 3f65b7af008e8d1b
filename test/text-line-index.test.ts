import fc from "fast-check";
import { expect, test } from "vitest";
import { LineIndex } from "../server/src/text/line-index.ts";

const text = "ab\ncd\r\n\re😀\n";

test.each([
	[0, 0, 0],
	[2, 0, 2],
	[3, 1, 0],
	[5, 1, 2],
	[7, 2, 0],
	[8, 3, 0],
	[11, 3, 3],
	[12, 4, 0],
])("offset %i stands at %i:%i, and back", (offset, line, character) => {
	const lines = new LineIndex(text);
	expect(lines.position(offset)).toEqual({ line, character });
	expect(lines.offset({ line, character })).toBe(offset);
});

test.each([
	["a character beyond the line", { line: 0, character: 99 }, 2],
	["a character beyond a line that ends in CRLF", { line: 1, character: 99 }, 5],
	["a character beyond a line that ends in CR", { line: 2, character: 1 }, 7],
	["a line beyond the text", { line: 99, character: 0 }, text.length],
	["a character before the line", { line: 1, character: -5 }, 3],
	["a line before the text", { line: -1, character: 2 }, 0],
])("%s is moved to the nearest place that exists", (_, position, offset) => {
	expect(new LineIndex(text).offset(position)).toBe(offset);
});

test("offsets outside the text are moved inside", () => {
	const lines = new LineIndex(text);
	expect(lines.position(-3)).toEqual({ line: 0, character: 0 });
	expect(lines.position(99)).toEqual({ line: 4, character: 0 });
});

test("an offset that is not inside a line's end is found again", () => {
	const units = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "é", "😀") });
	fc.assert(
		fc.property(units, fc.nat(), (any, seed) => {
			const offset = any.length === 0 ? 0 : seed % (any.length + 1);
			fc.pre(!(any[offset - 1] === "\r" && any[offset] === "\n"));
			const lines = new LineIndex(any);
			expect(lines.offset(lines.position(offset))).toBe(offset);
		}),
	);
});
