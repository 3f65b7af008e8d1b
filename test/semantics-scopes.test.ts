import { expect, test } from "vitest";
import {
	type Definition,
	freeVariables,
	isUse,
	references,
	resolve,
	type Use,
	unboundNames,
} from "../server/src/semantics/scopes.ts";
import type { Expression, Node } from "../server/src/syntax/nodes.ts";
import { descendants, nodeAt } from "../server/src/syntax/walk.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** The text without its `^` marks, which stand before what is asked about, with their offsets. */
function marked(source: string): { root: Expression; text: string; marks: number[] } {
	const marks: number[] = [];
	const text = source.replace(/\^/g, (_, at: number) => {
		marks.push(at - marks.length);
		return "";
	});
	return { root: parse(text).root, text, marks };
}

function useAt(root: Node, offset: number | undefined): Use {
	for (const node of descendants(root)) if (node.start === offset && isUse(node)) return node;
	throw new Error(`no use at ${offset}`);
}

/** Where a definition stands: the offsets of what binds it, or its kind. */
function place(definition: Definition): number[] | string {
	switch (definition.kind) {
		case "bound":
			return definition.attrs.map(({ start }) => start);
		case "formal":
			return [definition.formal.start];
		case "universal":
			return [definition.binder.start];
		case "with":
			return `with ${definition.candidates.map(({ start }) => start).join(" ")}`;
		default:
			return definition.kind;
	}
}

test.each([
	["a let binding, in the body", "let ^a = 1; in ^a"],
	["a let binding, in another binding", "let ^a = 1; b = ^a; in b"],
	["a let binding, before it stands", "let b = ^a; ^a = 1; in b", "last"],
	["the inner of two lets", "let a = 1; in let ^a = 2; in ^a"],
	["every binding of one path", "let ^a.b = 1; ^a.c = 2; in ^a"],
	["a quoted name", 'let ^"a" = 1; in ^a'],
	["an attribute of a recursive set", "rec { ^a = 1; b = ^a; }"],
	["a name that is inherited from a set", "{ x }: let inherit (x) ^a; in ^a"],
	["the source of an inherit, in its own let", "let ^x = { }; inherit (^x) a; in a"],
	["the ancient let", "let { ^a = 1; body = ^a; }"],
	["a formal", "{ ^a }: ^a"],
	["a formal, in another formal's default", "{ b ? ^a, ^a }: b", "last"],
	["the universal name, in a default", "{ b ? ^x.c }@^x: b", "last"],
	["the universal name before the formals", "^x@{ ... }: ^x"],
	["an argument", "^x: ^x"],
	["an argument, inside an interpolation", "^x: ''a ${^x}''"],
	["an argument, inside a path", "^x: ./a/${^x}"],
	["an argument, inside a dynamic name", "^x: { ${^x} = 1; }"],
	["an outer name, where an inherit of a let gives it on", "^a: let inherit ^a; in a"],
	["an outer name, where an inherit of a recursive set gives it on", "^a: rec { inherit ^a; }"],
	["an outer name, where an inherit of a plain set gives it on", "let ^a = 1; in { inherit ^a; }"],
	["the inherited name itself, beside it", "a: let inherit ^a; b = ^a; in b"],
	["a lexical name, whatever a with brings", "^a: with x; ^a"],
])("a use finds %s", (_, source, order = "first") => {
	const { root, marks } = marked(source);
	const [use, binders] = order === "last" ? [marks[0], marks.slice(1)] : [marks.at(-1), marks.slice(0, -1)];
	expect(place(resolve(useAt(root, use)))).toEqual(binders);
});

test.each([
	["^map", "global"],
	["^__currentSystem", "global"],
	["with x; ^toString", "global"],
	["^nobody", "unbound"],
	["with ^x; 1", "unbound"],
	["with x; ^a", "with 0"],
	["with x; with y; ^a", "with 8 0"],
	["with x; with ^y; a", "with 0"],
	["with x; { inherit ^a; }", "with 0"],
	["with x; let inherit ^a; in a", "with 0"],
	["{ a = 1; b = ^a; }", "unbound"],
	["rec { a = { b = 1; c = ^b; }; }", "unbound"],
	["rec { a.b = ^b; }", "unbound"],
	["(a: a) ^a", "unbound"],
	["{ ^a }: b", "none"],
])("%s: %s", (source, expected) => {
	const { root, marks } = marked(source);
	const found = [...descendants(root)].filter((node) => node.start === marks[0]).find(isUse);
	expect(found === undefined ? "none" : place(resolve(found))).toBe(expected);
});

test.each([
	["only what is bound outside is free", "x: (^let a = x; in a + y)", ["x", "y"]],
	["an inherit is a use", "x: (^{ inherit x; inherit (y) z; })", ["x", "y"]],
	["globals are free too", "^map f", ["map", "f"]],
	["a with inside may bind", "f: (^with f; a)", ["f"]],
	["a with outside may bind", "with f; (^with g; a)", ["g", "a"]],
	["a function's own names are bound", "^{ a, b ? a }@c: a + b + c + d", ["d"]],
])("free variables: %s", (_, source, names) => {
	const { root, marks } = marked(source);
	const node = nodeAtStart(root, marks[0]);
	expect(freeVariables(node).map(({ name }) => name)).toEqual(names);
});

function nodeAtStart(root: Node, offset: number | undefined): Node {
	for (const node of descendants(root)) if (node.start === offset) return node;
	throw new Error(`no node at ${offset}`);
}

test("references are the uses of that very definition", () => {
	const { root, marks } = marked("^a: [ ^a (let a = 1; in a) { inherit ^a; a = 1; } (b: ^a) ]");
	const [, ...expected] = marks;
	const definition = resolve(useAt(root, expected[0]));
	if (!("scope" in definition)) throw new Error("not bound in the file");
	expect(references(definition).map(({ start }) => start)).toEqual(expected);
});

test("one name has one definition object", () => {
	const { root, marks } = marked("let a = 1; in ^a + ^a");
	expect(resolve(useAt(root, marks[0]))).toBe(resolve(useAt(root, marks[1])));
});

test("unbound names are those that nothing binds and no with could", () => {
	const { root } = marked("{ a }: [ a b (with a; c) { inherit d; } true ]");
	expect(unboundNames(root).map(({ name }) => name)).toEqual(["b", "d"]);
	expect(nodeAt(root, 0)).toBeDefined();
});
