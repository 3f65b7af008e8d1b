import { expect, test } from "vitest";
import { descendants } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";
import { sketch } from "./sketch.ts";

const parse = await testParser();

/** What each error range covers, empty ones as the text before and after them. */
function errors(source: string): string[] {
	return parse(source).errors.map(({ start, end }) =>
		start === end ? `${source.slice(start - 2, start)}|${source.slice(start, start + 2)}` : source.slice(start, end),
	);
}

test.each([
	["a missing value", "{ a = 1; b = ; c = 2; }", "{a=1; b=error(missing); c=2;}"],
	["a missing semicolon before the end", "{ a = 1; b = 2 }", "{a=1; b=2;}"],
	["an unclosed list", "{ a = [ 1 2 ; b = 3; }", "{a=[1 2]; b=3;}"],
	["an unclosed parenthesis", "{ a = f (x ; b = 3; }", "{a=(f paren(x)); b=3;}"],
	["a name without a value", "{ a = 1; b c = 2; d = 3; }", "{a=1; c=2; d=3;}"],
	["a selection without a name", "{ a = x. ; b = 1; }", "{a=x; b=1;}"],
	["a stray token among formals", "{ a, b c }: a", "fn({a b} a)"],
	["an unclosed set at the end", "{ a = 1; b = 2;", "{a=1; b=2;}"],
])("%s leaves its siblings whole", (_, source, expected) => {
	expect(sketch(parse(source).root)).toBe(expected);
	expect(parse(source).errors).not.toEqual([]);
});

test.each([
	[
		"a binding in a module",
		"{ pkgs, ... }: { a = 1; b = { c = 2; d = 3;",
		"fn({pkgs ...} {a=1; b={c=2; d=3;};})",
		["b = { c = 2; d = 3;"],
	],
	[
		"a set in an argument",
		"{ inputs, ... }: let a = 1; in { b = a; c = f { d = 2; }; e = g {",
		"fn({inputs ...} let(a=1; in {b=a; c=(f {d=2;}); e=(g {});}))",
		["e = g {"],
	],
	[
		"a function in parentheses",
		"x@{ a }: { b = 1; c = f (y: z@{ d }: with y; rec { e = 2; g = {",
		"fn({a}@x {b=1; c=(f paren(fn(@y fn({d}@z with(y rec{e=2; g={};})))));})",
		["c = f (y: z@{ d }: with y; rec { e = 2; g = {"],
	],
	["a binding of a let", "let a = 1; b in a", "let(a=1; in a)", ["b"]],
])("what stands before %s that is cut short is kept", (_, source, expected, lost) => {
	expect(sketch(parse(source).root)).toBe(expected);
	expect(errors(source)).toEqual(lost);
});

test("a brace opened in the middle takes what follows with it, not what stands before", () => {
	const source = "{ a, ... }:\nlet x = 1; in {\n b = 1;\n c = {\n  d = {\n  e = 2;\n };\n f = 3;\n}\n";
	const { root, errors } = parse(source);
	expect(sketch(root)).toMatch(/^fn\(\{a ...\} let\(x=1; in \{b=1; c=/);
	expect(errors.every(({ start }) => start >= source.indexOf("c = {"))).toBe(true);
});

test("an error names the range that nothing is known about", () => {
	expect(errors("{ a = 1; b = ; c = 2; }")).toEqual([" =| ;"]);
	expect(errors("{ a = 1; b c = 2; }")).toEqual(["b"]);
	expect(errors("{ a = [ 1; }")).toEqual([" 1|; "]);
	expect(errors("{ a = 1; }")).toEqual([]);
});

const many = 100_000;

test.each([
	["opening braces", "{".repeat(many)],
	["opening braces of bindings", "{a=".repeat(many)],
	["nested sets", `${"{a=".repeat(many)}1${";}".repeat(many)}`],
	["nested lists", "[".repeat(many) + "]".repeat(many)],
	["opening parentheses", "(".repeat(many)],
	["functions", "a: ".repeat(many)],
	["lets", "let a = ".repeat(many)],
	["conditions", "if ".repeat(many)],
	["interpolations", '"${'.repeat(many)],
	["interpolations of indented strings", "''${".repeat(many)],
	["quotes", '"'.repeat(10 * many)],
	["operators", "1+".repeat(many)],
	["minus signs", "-".repeat(many)],
	["dots", "a.".repeat(many)],
	["semicolons", ";".repeat(10 * many)],
	["NUL characters", "\0".repeat(10 * many)],
	["lone surrogates", "\ud800".repeat(10 * many)],
	["any Latin-1 character", noise(10 * many, 256)],
	["any UTF-16 unit", noise(10 * many, 65536)],
	["more text than is parsed", "{ ".repeat(10 * many)],
])("%s by the hundred thousand are survived, and the next file reads as ever", (_, source) => {
	const { root } = parse(source);
	expect([...descendants(root)].every(({ start, end }) => 0 <= start && start <= end && end <= source.length)).toBe(
		true,
	);
	expect(sketch(parse("{ a = 1; }").root)).toBe("{a=1;}");
});

/** Repeatable noise: `length` UTF-16 units below `limit`. */
function noise(length: number, limit: number): string {
	let state = 1;
	const units = Array.from({ length }, () => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return String.fromCharCode((state >> 8) % limit);
	});
	return units.join("");
}

test("a text too large to parse is one error", () => {
	const source = "1".padStart(2 ** 20 + 1);
	const whole = { start: 0, end: source.length };
	expect(parse(source)).toEqual({
		root: { kind: "error", reason: "size", parent: undefined, ...whole },
		comments: [],
		errors: [whole],
	});
	expect(sketch(parse(source.slice(1)).root)).toBe("1");
});
