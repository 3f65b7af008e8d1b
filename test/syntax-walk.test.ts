import { expect, test } from "vitest";
import { staticPath, unparenthesized } from "../server/src/syntax/attrs.ts";
import { ancestors, descendants, enclosing, nodeAt } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

test.each([
	["^abc", "variable abc"],
	["ab^c", "variable abc"],
	["abc^", "variable abc"],
	["f^(a)", "parenthesized (a)"],
	["f (a^)", "variable a"],
	["f (a)^", "parenthesized (a)"],
	["a.b^.c", "attr b"],
	["a^.b", "variable a"],
	["{ ^}", "attrset { }"],
	["{ a = ^; }", "binding a = ;"],
	["{ ^a = 1; }", "attr a"],
	["{ a, ^b ? 1 }: a", "formal b ? 1"],
	['"a${b^}"', "variable b"],
	['"a^${b}"', 'string "a${b}"'],
	[" ^ a", "nothing"],
])("at ^ in %s stands: %s", (marked, expected) => {
	const text = marked.replace("^", "");
	const node = nodeAt(parse(text).root, marked.indexOf("^"));
	expect(node === undefined ? "nothing" : `${node.kind} ${text.slice(node.start, node.end)}`).toBe(expected);
});

test("the walk goes from outer to inner, and back", () => {
	const { root } = parse("{ a }: f { b = a; }");
	const kinds = [...descendants(root)].map(({ kind }) => kind);
	expect(kinds).toEqual([
		"lambda",
		"formals",
		"formal",
		"apply",
		"variable",
		"attrset",
		"binding",
		"attrpath",
		"attr",
		"variable",
	]);
	const last = [...descendants(root)].at(-1) ?? root;
	expect([...ancestors(last)].map(({ kind }) => kind)).toEqual(["binding", "attrset", "apply", "lambda"]);
	expect(enclosing(last, "attrset")?.bindings).toHaveLength(1);
	expect(enclosing(last, "variable")).toBe(last);
	expect(enclosing(last, "let")).toBeUndefined();
});

test.each([
	["a.b.c", ["b", "c"]],
	['a."b c".${"d"}', ["b c", "d"]],
	["a.b.${c}", undefined],
	['a."b${c}"', undefined],
])("the names of the path in %s", (source, names) => {
	const { root } = parse(source);
	if (root.kind !== "select") throw new Error();
	expect(staticPath(root.path)).toEqual(names);
});

test("parentheses are looked through", () => {
	expect(unparenthesized(parse("((a))").root)).toMatchObject({ kind: "variable", name: "a" });
});
