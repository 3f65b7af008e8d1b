import { expect, test } from "vitest";
import { applyEdits } from "../server/src/text/edit.ts";

const edit = (start: number, end: number, newText: string) => ({ range: { start, end }, newText });

test("edits refer to the text as it was, in any order", () => {
	expect(applyEdits("abcdef", [edit(4, 5, "X"), edit(0, 2, ""), edit(6, 6, "!")])).toBe("cdXf!");
});

test("edits at one offset keep the order given, insertions before the replacement", () => {
	expect(applyEdits("ab", [edit(1, 2, "3"), edit(1, 1, "1"), edit(1, 1, "2")])).toBe("a123");
});

test.each([
	["overlaps", [edit(0, 3, ""), edit(2, 4, "")]],
	["ends beyond the text", [edit(5, 7, "")]],
	["ends before it starts", [edit(3, 2, "")]],
])("an edit that %s is refused", (_, edits) => {
	expect(() => applyEdits("abcdef", edits)).toThrow(RangeError);
});
