import { expect, test } from "vitest";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** The string's value, with `<>` where something is interpolated. */
function value(source: string): string {
	const { root, errors } = parse(source);
	expect(errors).toEqual([]);
	if (root.kind !== "string") throw new Error(`a ${root.kind}`);
	return root.parts.map((part) => (typeof part === "string" ? part : "<>")).join("");
}

// What Nix makes of each, as `nix-instantiate --eval` shows.
test.each([
	["a plain one", '"a b"', "a b"],
	["an empty one", '""', ""],
	["escapes", '"\\n\\r\\t\\"\\\\\\a"', '\n\r\t"\\a'],
	["an escaped interpolation", '"\\${a}"', "${a}"],
	["dollars", '"$ $$ $a $${b} $$${c}"', "$ $$ $a $${b} $$<>"],
	["a line feed, escaped or not", '"a\nb\\\nc"', "a\nb\nc"],
	["carriage returns", '"a\r\nb\rc"', "a\nb\nc"],
	["an interpolation alone", '"${a}"', "<>"],
])("a string with %s", (_, source, expected) => {
	expect(value(source)).toBe(expected);
});

test.each([
	["empty", "''''", ""],
	["on one line", "'' a ''", "a "],
	["with its first line empty", "''\n  a\n  b\n''", "a\nb\n"],
	["with an indented last line", "''\n  a\n    b\n  ''", "a\n  b\n"],
	["with a last line that has text", "''\n    a\n  b''", "  a\nb"],
	["with a last line indented less than all", "''\n    a\n  ''", "a\n"],
	["with blank lines", "''\n  a\n\n \n  b\n''", "a\n\n\nb\n"],
	["with blank lines longer than the indentation", "''\n  a\n     \n  b\n''", "a\n   \nb\n"],
	["with tabs, which are text", "''\n  \ta\n   b\n''", "\ta\n b\n"],
	["of spaces alone", "''   ''", ""],
	["with carriage returns, which are text", "''\r\n  a\r\n''", "\r\n  a\r\n"],
	["with an interpolation that begins a line", "''\n    a\n  ${b}\n''", "  a\n<>\n"],
	["with text after an interpolation", "''\n  a${b}  c\n  ${d}  ''", "a<>  c\n<>  "],
	["with an interpolation before its last line", "''\n  ${a}\n  ''", "<>\n"],
	["with escapes", "''\n  ''\\n''\\t''\\\\ ''' ''$ ''${a} $${b} $\n''", "\n\t\\ '' $ ${a} $${b} $\n"],
	["with an escape that begins a line", "''\n    a\n  ''$b\n''", "  a\n$b\n"],
	["with an escaped line feed, after which indentation is dropped", "''\n  a''\\n  b\n''", "a\nb\n"],
	["with single quotes", "''\n  'a' it's '${b}'\n''", "'a' it's '<>'\n"],
])("an indented string %s", (_, source, expected) => {
	expect(value(source)).toBe(expected);
});
