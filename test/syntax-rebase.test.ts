import { expect, test } from "vitest";
import { rebase } from "../server/src/syntax/rebase.ts";
import { descendants } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

test.each([
	["a comment before", "{ a = 1; }", "# b\n{ a = 1; }"],
	["a comment inside", "{ a, b ? c, ... }@d: a", "{ a /* x */, b ?\n c,\n\t... } @ d:\n a"],
	["another indentation", "let a = 1; in rec { b = [ a ./c ]; }", "let\n  a = 1;\nin\nrec {\n  b = [ a ./c ];\n}"],
	["space in an interpolation", '"a${b}"', '"a${ b }"'],
	["another indentation of an indented string", "''\n a\n''", "''\n  a\n  ''"],
	["nothing", "a.b or c", "a.b or c"],
])("%s: the old tree gets the new positions", (_, before, after) => {
	const old = parse(before);
	const nodes = [...descendants(old.root)];
	expect(rebase(old, parse(after))).toBe(true);
	expect(old).toEqual(parse(after));
	expect([...descendants(old.root)].every((node, index) => node === nodes[index])).toBe(true);
});

test.each([
	["another name", "{ a = 1; }", "{ b = 1; }"],
	["another number", "1", "2"],
	["another text", '"a"', '"b"'],
	["another part of a path", "./a/${b}", "./c/${b}"],
	["another kind", "a", '"a"'],
	["another operator", "a + b", "a - b"],
	["one more binding", "{ a = 1; }", "{ a = 1; b = 2; }"],
	["one binding less", "{ a = 1; b = 2; }", "{ a = 1; }"],
	["a default", "{ a }: a", "{ a ? 1 }: a"],
	["an ellipsis", "{ a }: a", "{ a, ... }: a"],
	["a trailing comma", "{ a }: a", "{ a, }: a"],
	["a universal name", "{ a }: a", "{ a }@b: a"],
	["rec", "{ }", "rec { }"],
	["an error", "{ a = 1; }", "{ a = 1; ? }"],
	["an error that moves", "{ a = 1; ? b = 2; }", "{ a = 1; b = 2; ? }"],
	["an error that goes", "{ a = 1; ? }", "{ a = 1; }"],
])("%s: the old tree stays as it is", (_, before, after) => {
	const old = parse(before);
	expect(rebase(old, parse(after))).toBe(false);
	expect(old).toEqual(parse(before));
});
