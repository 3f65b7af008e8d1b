import { describe, expect, test } from "vitest";
import { grouped, language, parse, tree } from "./grammar-trees.ts";

test("the language is of the version that tree-sitter-cli makes now", () => {
	expect(language.abiVersion).toBe(15);
	expect(language.name).toBe("nix");
});

describe("formals", () => {
	const a = "(formal (identifier))";
	test.each([
		["{ }: x", "(formals)"],
		["{ ... }: x", "(formals (ellipses))"],
		["{ a }: x", `(formals ${a})`],
		["{ a, }: x", `(formals ${a})`],
		["{ a, b }: x", `(formals ${a} ${a})`],
		["{ a, b, }: x", `(formals ${a} ${a})`],
		["{ a, ... }: x", `(formals ${a} (ellipses))`],
		["{ a, b, ... }: x", `(formals ${a} ${a} (ellipses))`],
		["{ a ? 1, }: x", "(formals (formal (identifier) (integer)))"],
		["{ a ? { b, }: b, }: x", `(formals (formal (identifier) (function (formals ${a}) (variable))))`],
		["{ a\n, b\n, }:\nx", `(formals ${a} ${a})`],
		["{ a, /* b */ }: x", `(formals ${a} (comment))`],
	])("%s", (source, formals) => {
		expect(tree(source)).toBe(`(source_code (function ${formals} (variable)))`);
	});

	test("with a name for the whole argument on either side", () => {
		expect(tree("{ a, }@b: x")).toBe(`(source_code (function (formals ${a}) (identifier) (variable)))`);
		expect(tree("b@{ a, }: x")).toBe(`(source_code (function (identifier) (formals ${a}) (variable)))`);
	});

	test.each(["{ , }: x", "{ a,, }: x", "{ ..., }: x", "{ ..., a }: x", "{ a, ..., }: x", "{ or }: x", "{ a, }"])(
		"%s is none",
		(source) => {
			expect(parse(source).hasError).toBe(true);
		},
	);

	test.each([
		["{ }", "(attrset)"],
		["{ a = b; }", "(attrset (binding_set (binding (attrpath (identifier)) (variable))))"],
	])("%s is a set", (source, set) => {
		expect(tree(source)).toBe(`(source_code ${set})`);
	});
});

describe("pipes", () => {
	test.each([
		["a |> f", "(a |> f)"],
		["a |> f |> g", "((a |> f) |> g)"],
		["g <| f <| a", "(g <| (f <| a))"],
		["a -> b |> c", "((a -> b) |> c)"],
		["a <| b -> c", "(a <| (b -> c))"],
		["a || b |> c && d", "((a || b) |> (c && d))"],
		["a // b |> f x |> g", "(((a // b) |> (f x)) |> g)"],
		["!a |> -b", "((! a) |> (- b))"],
		["a < b |> c > d", "((a < b) |> (c > d))"],
		["a <|b|> c", undefined],
		["(a <| b) |> c", "(( (a <| b) ) |> c)"],
		["x: x |> f", "x : (x |> f)"],
		["if a then b else c |> f", "if a then b else (c |> f)"],
		["a |> f\n# then\n|> g", "((a |> f) # then |> g)"],
	])("%s", (source, expected) => {
		if (expected === undefined) expect(parse(source).hasError).toBe(true);
		else expect(grouped(source)).toBe(expected);
	});

	test("are operations with a left side, an operator and a right side", () => {
		const pipe = parse("a |> f").firstNamedChild;
		expect(["left", "operator", "right"].map((name) => pipe?.childForFieldName(name)?.text)).toEqual(["a", "|>", "f"]);
	});
});

test.each([
	["a -> b -> c || d && e", "(a -> (b -> (c || (d && e))))"],
	["a == b && c != d", "((a == b) && (c != d))"],
	["a // b == c // d // e", "((a // b) == (c // (d // e)))"],
	["!a // b", "((! a) // b)"],
	["!a + b", "(! (a + b))"],
	["-a + b * -c", "((- a) + (b * (- c)))"],
	["a - b - c / d / e", "((a - b) - ((c / d) / e))"],
	["a ++ b ++ c + d", "((a ++ (b ++ c)) + d)"],
	["!a ? b && c", "((! (a ? b)) && c)"],
	["f a.b ? c", "((f (a . b)) ? c)"],
	["a.b or c d", "((a . b or c) d)"],
	["a//b", "(a // b)"],
	["a<b", "(a < b)"],
	["a-b - c", "(a-b - c)"],
])("precedence: %s", (source, expected) => {
	expect(grouped(source)).toBe(expected);
});

describe("or", () => {
	test.each([
		["fold or [ ]", "((fold or) [ ])"],
		["a.or", "(a . or)"],
		["a.or or or-else", "(a . or or or-else)"],
		["a ? or", "(a ? or)"],
	])("%s", (source, expected) => {
		expect(grouped(source)).toBe(expected);
	});

	test("names an attribute, and a variable after a function", () => {
		expect(tree("{ or = a or; inherit or; }")).toBe(
			"(source_code (attrset (binding_set (binding (attrpath (identifier)) (apply (variable) (variable))) (inherit (inherited_attrs (identifier))))))",
		);
	});
});
