import { expect, test } from "vitest";
import type { Node } from "../server/src/syntax/nodes.ts";
import { children, descendants } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";
import { sketch } from "./sketch.ts";

const parse = await testParser();

test.each([
	["1 + 2.5 * .5e3", "(1 + (float(2.5) * float(.5e3)))"],
	["a.b or c.d", "(a.b or (c.d))"],
	["a.b.c or (d e)", "(a.b.c or paren((d e)))"],
	["f a.b or c d", "((f (a.b or c)) d)"],
	["map or [ ]", "((map or) [])"],
	["{ or = 1; }.or", "({or=1;}.or)"],
	['a."b c".${d}."e${f}"', '(a.b c.$d.$string("e" f))'],
	["a ? b.c && !d", "((a ? b.c) && (!d))"],
	["-a - b", "((-a) - b)"],
	["a -> b -> c", "(a -> (b -> c))"],
	["a // b // c", "(a // (b // c))"],
	["a ++ b ++ c", "(a ++ (b ++ c))"],
	["a == b || c != d && e < f", "((a == b) || ((c != d) && (e < f)))"],
	["a <= b && c >= d && e > f", "(((a <= b) && (c >= d)) && (e > f))"],
	["x |> f |> g", "((x |> f) |> g)"],
	["g <| f <| x", "(g <| (f <| x))"],
	["x: y: x", "fn(@x fn(@y x))"],
	["{ }: 1", "fn({} 1)"],
	["{ a, b ? a, ... }@c: a", "fn({a b?a ...}@c a)"],
	["c@{ a, }: a", "fn({a}@c a)"],
	["{ a ? 1, }: a", "fn({a?1} a)"],
	['let a.b = 1; inherit c; inherit (d) e "f g"; in a', "let(a.b=1; inherit c; inherit(d) e f g; in a)"],
	["let in 1", "let( in 1)"],
	['rec { a = 1; ${b} = 2; "c" = 3; ${"d"} = 4; }', "rec{a=1; $b=2; c=3; d=4;}"],
	["let { body = 1; }", "let{body=1;}"],
	["with a; assert b; if c then d else e", "with(a assert(b if(c d e)))"],
	["[ a (b c) ./d <e/f> g.h ]", '[a paren((b c)) path("./d") <e/f> (g.h)]'],
	["https://example.org/a?b=c", "uri(https://example.org/a?b=c)"],
	["x:x", "uri(x:x)"],
	["/a/${b}/c.nix", 'path("/a/" b "/c.nix")'],
	["~/a", 'path("~/a")'],
	["~/${a}", 'path("~/" a)'],
	["# only a comment", "error(missing)"],
	["", "error(missing)"],
	["{ a = b: b == 1; }", "{a=fn(@b (b == 1));}"],
])("%s", (source, expected) => {
	expect(sketch(parse(source).root)).toBe(expected);
});

test("offsets are UTF-16 units, from a node's first to its last token", () => {
	const source = '# 😀\n{ "😀" = a.b /* c */ ; d = rec { }; }';
	const { root, comments } = parse(source);
	const spans = [...descendants(root)].map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`);
	expect(spans).toEqual([
		`attrset ${source.slice(5)}`,
		'binding "😀" = a.b /* c */ ;',
		'attrpath "😀"',
		'attr "😀"',
		"select a.b",
		"variable a",
		"attrpath b",
		"attr b",
		"binding d = rec { };",
		"attrpath d",
		"attr d",
		"attrset rec { }",
	]);
	expect(comments.map(({ start, end }) => source.slice(start, end))).toEqual(["# 😀", "/* c */"]);
});

test("keywords, brackets and commas have their places", () => {
	const source = "u@{ a /* , */ , b ? 1, ... }: let in rec { }";
	const { root } = parse(source);
	if (root.kind !== "lambda" || root.body.kind !== "let" || root.body.body.kind !== "attrset") throw new Error();
	expect(root.universal).toEqual({ name: "u", start: 0, end: 1 });
	expect(root.formals?.commas.map((at) => source.slice(at, at + 3))).toEqual([", b", ", ."]);
	expect(root.formals?.ellipsis).toEqual({ start: source.indexOf("..."), end: source.indexOf("...") + 3 });
	expect(root.formals?.formals.map(({ start, nameEnd, end }) => [start, nameEnd, end])).toEqual([
		[4, 5, 5],
		[16, 17, 21],
	]);
	expect(source.slice(root.body.inKeyword)).toBe("in rec { }");
	expect(source.slice(root.body.body.openBrace)).toBe("{ }");
});

test("every node knows its parent", () => {
	const { root } = parse("{ a, b ? c }@d: let x.${e} = ./f/${g}; inherit (h) i; in ''j ${k}'' + l.m or n");
	expect(root.parent).toBeUndefined();
	for (const node of descendants(root)) for (const child of children(node)) expect(child.parent).toBe(node);
});

test("comments may stand anywhere", () => {
	const source =
		"/**/{/**/a/**/,/**/b/**/?/**/1/**/}/**/@/**/c/**/:/**/let/**/x/**/./**/y/**/=/**/f/**/a/**/;/**/inherit/**/(/**/g/**/)/**/h/**/;/**/in/**/a/**/./**/b/**/or/**/c/**/";
	const { root, comments, errors } = parse(source);
	expect(sketch(root)).toBe("fn({a b?1}@c let(x.y=(f a); inherit(g) h; in (a.b or c)))");
	expect(comments).toHaveLength(source.split("/**/").length - 1);
	expect(errors).toEqual([]);
});

test("nesting beyond what is followed is an error of its own, and the rest stays", () => {
	const { root, errors } = parse(`[ a ${"[".repeat(1000)}${"]".repeat(1000)} b ]`);
	if (root.kind !== "list") throw new Error();
	expect(root.elements.map(({ kind }) => kind)).toEqual(["variable", "list", "variable"]);
	const deepest: Node | undefined = [...descendants(root)].find((node) => node.kind === "error");
	expect(deepest).toMatchObject({ kind: "error", reason: "depth" });
	expect(errors).toEqual([{ start: deepest?.start, end: deepest?.end }]);
});
