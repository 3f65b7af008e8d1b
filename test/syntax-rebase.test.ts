import { describe, expect, test } from "vitest";
import { formalOf, formalsOf } from "../server/src/syntax/formals.ts";
import type { Expression, Node, SyntaxTree } from "../server/src/syntax/nodes.ts";
import { latest } from "../server/src/syntax/place.ts";
import { rebase } from "../server/src/syntax/rebase.ts";
import { descendants } from "../server/src/syntax/walk.ts";
import { writtenBelow, writtenIn } from "../server/src/syntax/written.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** A tree whose nodes an evaluation has looked at, with all that they hold. */
function evaluated(text: string): SyntaxTree {
	const tree = parse(text);
	for (const node of descendants(tree.root)) {
		node.evaluated = true;
		if (node.kind === "attrset" || node.kind === "let") writtenIn(node).all();
		if (node.kind === "lambda") formalsOf(node);
	}
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
	["one more formal", "{ a }: a", "{ a, b }: a"],
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

describe("bindings of a set that has been looked at", () => {
	/** A tree whose set has been asked for some names, by paths with dots between. */
	function asked(text: string, ...paths: readonly string[]): SyntaxTree {
		const tree = parse(text);
		tree.root.evaluated = true;
		for (const path of paths) {
			const [last, ...names] = path.split(".").reverse();
			const set = names.reduceRight((set, name) => {
				const written = set.get(name);
				return written === undefined ? set : writtenBelow(written);
			}, setOf(tree));
			set.get(last ?? "");
		}
		return tree;
	}

	function setOf({ root }: SyntaxTree) {
		const node = root.kind === "lambda" ? root.body : root;
		if (node.kind !== "attrset" && node.kind !== "let") throw new Error("no set");
		return writtenIn(node);
	}

	test.each([
		["one more at the end", "{ a = 1; }", "{ a = 1; b = 2; }", ["a", "c"]],
		["one more at the beginning", "{ a = 1; }", "{ b = 2; a = 1; }", ["a"]],
		["one less", "{ a = 1; b = 2; c = 3; }", "{ a = 1; c = 3; }", ["a", "c"]],
		["another name", "{ a = 1; b = 2; }", "{ a = 1; c = 2; }", ["a"]],
		["another order", "{ a = 1; b = 2; c = 3; }", "{ c = 3; b = 2; a = 1; }", []],
		["one more below a name", "{ a.b = 1; }", "{ a.b = 1; a.c = 2; }", ["a", "a.b"]],
		["one more below a name that was not followed", "{ a.b = 1; }", "{ a.b = 1; a.c.d = 2; }", ["a"]],
		["one less below a name", "{ a.b.c = 1; a.b.d = 2; }", "{ a.b.c = 1; }", ["a", "a.b", "a.b.c"]],
		["one more inherited", "{ inherit a; inherit (b) c; }", "{ inherit a; inherit (b) c; inherit d; }", ["a", "c"]],
		["one more in a let", "let a = 1; in a", "let a = 1; b = 2; in a", ["a"]],
		["one more in rec", "rec { a = 1; }", "rec { a = 1; b = 2; }", ["a"]],
		["two more, and a value", "{ a = 1; b = 2; }", "{ a = 3; c = 1; d.e = 1; b = 2; }", ["a", "b"]],
	])("%s: the others stay, and the new ones are found", (_, before, after, paths) => {
		const old = asked(before, ...paths);
		const stays = paths.map((name) => setOf(old).get(name)?.definedAt);
		const rebased = rebase(old, parse(after));
		expect(rebased).not.toBe(old);
		expect(rebased?.root).toBe(old.root);
		expect(paths.map((name) => setOf(old).get(name)?.definedAt)).toEqual(stays);
		expect([...setOf(old).all().keys()]).toEqual([...setOf(parse(after)).all().keys()]);
		expect(rebased && plain(rebased)).toEqual(parse(after));
		expect(nodesOf(old).every((node) => node === old.root || nodesOf(old).includes(node.parent ?? node))).toBe(true);
	});

	test.each([
		["one that was asked for goes", "{ a = 1; b = 2; }", "{ a = 1; }", ["b"]],
		["one comes that was asked for in vain", "{ a = 1; }", "{ a = 1; b = 2; }", ["b"]],
		["one comes below a name, asked for in vain", "{ a.b = 1; }", "{ a.b = 1; a.c = 2; }", ["a", "a.c"]],
		["one is made of several", "{ a = { }; }", "{ a = { }; a.b = 1; }", ["a"]],
		["one is written first elsewhere", "{ a.b = 1; }", "{ a.c = 2; a.b = 1; }", ["a"]],
		["one is inherited from elsewhere", "{ inherit (a) b; }", "{ inherit b; }", ["b"]],
		["one more is inherited by the same", "{ inherit (a) b; }", "{ inherit (a) b c; }", ["b"]],
		["a name is computed", "{ a = 1; }", "{ a = 1; ${b} = 2; }", []],
		["a name of a let", "let a = 1; in a", "let b = 1; in a", ["a"]],
	])("%s: the old tree stays as it is", (_, before, after, paths) => {
		const old = asked(before, ...paths);
		expect(rebase(old, parse(after))).toBeUndefined();
		expect(plain(old)).toEqual(parse(before));
	});

	test("all of them matter once all are asked for", () => {
		const old = asked("{ a = 1; b = 2; }");
		expect([...setOf(old).all().keys()]).toEqual(["a", "b"]);
		expect(rebase(old, parse("{ b = 2; a = 1; }"))).toBeUndefined();
		expect(rebase(old, parse("{ a = 1; b = 3; }"))?.root).toBe(old.root);
	});
});

describe("formals of a function that has been called", () => {
	function called(text: string, ...names: readonly string[]): SyntaxTree {
		const tree = parse(text);
		tree.root.evaluated = true;
		for (const name of names) if (tree.root.kind === "lambda") formalOf(tree.root, name);
		return tree;
	}

	test.each([
		["one more", "{ a }: a", "{ a, b }: a", ["a"]],
		["one less", "{ a, b }: a", "{ a }: a", ["a"]],
		["another default", "{ a ? 1 }: a", "{ a ? 2 }: a", ["a"]],
		["an ellipsis", "{ a }: a", "{ a, ... }: a", ["a"]],
		["a trailing comma", "{ a }: a", "{ a, }: a", ["a"]],
		["one more after a name for all", "x@{ a, ... }: a", "x@{ a, b ? 1, ... }: a", ["a", "x"]],
	])("%s: the others stay", (_, before, after, names) => {
		const old = called(before, ...names);
		const rebased = rebase(old, parse(after));
		expect(rebased).not.toBe(old);
		expect(rebased?.root).toBe(old.root);
		expect(rebased && plain(rebased)).toEqual(parse(after));
	});

	test.each([
		["one that was asked for goes", "{ a, b }: a", "{ a }: a", ["b"]],
		["one comes that was asked for in vain", "{ a }: a", "{ a, b }: a", ["b"]],
		["one gets a default", "{ a }: a", "{ a ? 1 }: a", ["a"]],
		["the name for all changes", "x@{ a }: a", "y@{ a }: a", []],
		["there are none any more", "{ a }: a", "b: a", []],
	])("%s: the old tree stays as it is", (_, before, after, names) => {
		const old = called(before, ...names);
		expect(rebase(old, parse(after))).toBeUndefined();
		expect(plain(old)).toEqual(parse(before));
	});
});
