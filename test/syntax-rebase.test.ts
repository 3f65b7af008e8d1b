import { expect, test } from "vitest";
import type { Expression, Node, SyntaxTree } from "../server/src/syntax/nodes.ts";
import { latest } from "../server/src/syntax/place.ts";
import { rebase } from "../server/src/syntax/rebase.ts";
import { descendants } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** A tree whose nodes an evaluation has looked at. */
function evaluated(text: string): SyntaxTree {
	const tree = parse(text);
	for (const node of descendants(tree.root)) node.evaluated = true;
	return tree;
}

/** The tree without what rebasing and evaluation add to it. */
function plain(tree: SyntaxTree): SyntaxTree {
	for (const node of descendants(tree.root)) {
		delete node.evaluated;
		delete node.place;
	}
	return tree;
}

function nodesOf(tree: SyntaxTree): readonly Node[] {
	return [...descendants(tree.root)];
}

/** The value of the binding at an index of the file's set. */
function value({ root }: SyntaxTree, index: number): Expression {
	const binding = root.kind === "attrset" ? root.bindings[index] : undefined;
	if (binding?.kind !== "binding") throw new Error("no binding");
	return binding.value;
}

test.each([
	["a comment before", "{ a = 1; }", "# b\n{ a = 1; }"],
	["a comment inside", "{ a, b ? c, ... }@d: a", "{ a /* x */, b ?\n c,\n\t... } @ d:\n a"],
	["another indentation", "let a = 1; in rec { b = [ a ./c ]; }", "let\n  a = 1;\nin\nrec {\n  b = [ a ./c ];\n}"],
	["space in an interpolation", '"a${b}"', '"a${ b }"'],
	["another indentation of an indented string", "''\n a\n''", "''\n  a\n  ''"],
	["an error outside of all nodes", "{ a = 1; }", "{ a = 1; ? }"],
	["an error that moves", "{ a = 1; ? b = 2; }", "{ a = 1; b = 2; ? }"],
	["an error that goes", "{ a = 1; ? }", "{ a = 1; }"],
	["nothing", "a.b or c", "a.b or c"],
])("%s: the old tree gets the new positions", (_, before, after) => {
	const old = evaluated(before);
	const nodes = nodesOf(old);
	expect(rebase(old, parse(after))).toBe(old);
	expect(nodesOf(old).every((node, index) => node === nodes[index])).toBe(true);
	expect(plain(old)).toEqual(parse(after));
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
	["an error in place of an expression", "{ a = 1; }", "{ a = ; }"],
])("%s where an evaluation has looked: the old tree stays as it is", (_, before, after) => {
	const old = evaluated(before);
	expect(rebase(old, parse(after))).toBeUndefined();
	expect(plain(old)).toEqual(parse(before));
});

test("a value that no evaluation has looked at is put in place of the old one, and all other nodes stay", () => {
	const old = parse("{ a = 1; b = [ 2 ]; c = 3; }");
	old.root.evaluated = true;
	const [a, b, c] = [0, 1, 2].map((index) => value(old, index));
	const after = "{ a = 1; b = f { x = 22; }; c = 3; }";
	const rebased = rebase(old, parse(after));
	expect(rebased).not.toBe(old);
	expect(rebased?.root).toBe(old.root);
	expect(rebased && [value(rebased, 0), value(rebased, 2)]).toEqual([a, c]);
	expect(b && rebased && latest(b) === value(rebased, 1)).toBe(true);
	expect(rebased && plain(rebased)).toEqual(parse(after));
});

test("who holds the first value of a place finds the last one", () => {
	let tree = parse("{ a = 1; }");
	tree.root.evaluated = true;
	const first = value(tree, 0);
	for (const text of ["{ a = 2; }", "{ a = [ ]; }", "{ a = b: c; }"]) tree = rebase(tree, parse(text)) ?? tree;
	expect(latest(first)).toBe(value(tree, 0));
	expect(latest(first).kind).toBe("lambda");
});

test("what was looked at inside of what was not goes with it", () => {
	const old = evaluated("{ a = [ (f 1) 2 ]; }");
	const list = value(old, 0);
	delete list.evaluated;
	const rebased = rebase(old, parse("{ a = [ (f 3) 2 ]; }"));
	expect(rebased && latest(list) === value(rebased, 0)).toBe(true);
	expect(latest(list)).not.toBe(list);
});

test("a file that no evaluation has looked at is replaced as a whole", () => {
	const old = parse("{ a = 1; }");
	const fresh = parse("b: c");
	expect(rebase(old, fresh)?.root).toBe(fresh.root);
	expect(latest(old.root)).toBe(fresh.root);
});
