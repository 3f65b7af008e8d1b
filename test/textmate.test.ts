import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { readFolder } from "./files.ts";

const root = join(import.meta.dirname, "..");
const grammar = await loadGrammar();

describe("the innermost scope of the text between « and » is", () => {
	test.each(readCases())("$marked: $scope", ({ marked, scope }) => {
		expect(scopesOfMarked(marked)).toEqual([scope]);
	});
});

test("an interpolation counts as code, so that its brackets are matched", () => {
	const { tokens } = grammar.tokenizeLine2(`"a\${b}"`, INITIAL);
	const types = [0, 2, 4].map((offset) => tokenType(tokens, offset));
	expect(types).toEqual([STRING, OTHER, OTHER]);
});

test.each([
	["a string at the end", '{ a = "b"; }\n"c"'],
	["a path at the end", "import ./a"],
	["nested lets", "let a = let b = 1; in b; in let c = a; in c"],
	["with and assert in a function", "{ a, ... }: with a; assert b; { c = with d; e; }"],
	["an indented string with quotes at its end", "''a ''' ''"],
	["a legacy let", "let { a = 1; body = a; }"],
])("%s leaves nothing open", (_, source) => {
	expect(depthAtEnd(source)).toBe(1);
});

test("no file of the examples leaves anything open", () => {
	const files = [...readFolder(join(root, "examples"))].filter(([path]) => path.endsWith(".nix"));
	expect(files).not.toEqual([]);
	expect(files.filter(([, text]) => depthAtEnd(text) !== 1).map(([path]) => path)).toEqual([]);
});

/**
 * The table in textmate-scopes.txt: on each line a scope and a source with one place marked, `⏎` for a line end.
 * Lines that begin with `==` are headings.
 */
function readCases(): { scope: string; marked: string }[] {
	const lines = readFileSync(join(import.meta.dirname, "textmate-scopes.txt"), "utf8").split("\n");
	return lines.flatMap((line) => {
		const [, scope, source] = /^(?!==)(\S+) +(.+)$/.exec(line) ?? [];
		return scope === undefined || source === undefined ? [] : [{ scope, marked: source.replaceAll("⏎", "\n") }];
	});
}

/** VS Code's `StandardTokenType`, which it derives from the scopes. */
const OTHER = 0;
const STRING = 2;

function tokenType(tokens: Uint32Array, offset: number): number {
	let type = OTHER;
	for (let i = 0; i < tokens.length && (tokens[i] ?? 0) <= offset; i += 2) type = ((tokens[i + 1] ?? 0) >>> 8) & 3;
	return type;
}

/** The innermost scopes, without `.nix`, of the tokens between « and », each once. */
function scopesOfMarked(marked: string): readonly string[] {
	const start = marked.indexOf("«");
	const end = marked.indexOf("»") - 1;
	const scopes = new Set<string>();
	let stack = INITIAL;
	let offset = 0;
	for (const line of marked.replace(/[«»]/g, "").split("\n")) {
		const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
		for (const token of tokens) {
			if (offset + token.startIndex >= end || offset + Math.min(token.endIndex, line.length) <= start) continue;
			scopes.add(token.scopes.at(-1)?.replace(/\.nix$/, "") ?? "");
		}
		stack = ruleStack;
		offset += line.length + 1;
	}
	return [...scopes];
}

function depthAtEnd(source: string): number {
	return source.split(/\r?\n/).reduce((stack, line) => grammar.tokenizeLine(line, stack).ruleStack, INITIAL).depth;
}

/** The grammar, loaded as VS Code loads it. */
async function loadGrammar() {
	await loadWASM(await readFile(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm")));
	const path = join(root, "syntaxes", "nix.tmLanguage.json");
	const registry = new Registry({
		onigLib: Promise.resolve({
			createOnigScanner: (patterns) => new OnigScanner(patterns),
			createOnigString: (text) => new OnigString(text),
		}),
		loadGrammar: async () => parseRawGrammar(await readFile(path, "utf8"), path),
	});
	const loaded = await registry.loadGrammar("source.nix");
	if (loaded === null) throw new Error("the registry gave no grammar");
	return loaded;
}
