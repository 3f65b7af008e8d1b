import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { testParser } from "./parser.ts";

interface Snippet {
	readonly prefix: string;
	readonly description: string;
	readonly body: readonly string[];
}

/** The prefixes of Nix IDE, the extension that many have beside this one. */
const NIX_IDE = ["if", "let", "rec", "with"];

const file = new URL("../snippets/nix.json", import.meta.url);
const snippets: Record<string, Snippet> = JSON.parse(await readFile(file, "utf8"));
const parse = await testParser();

test("prefixes are distinct, and none is one of Nix IDE's", () => {
	const prefixes = Object.values(snippets).map((snippet) => snippet.prefix);
	expect(new Set([...prefixes, ...NIX_IDE]).size).toBe(prefixes.length + NIX_IDE.length);
});

describe.each(Object.entries(snippets))("%s", (_, { body }) => {
	const source = body.join("\n");

	test.each(expansions(source))("as %#, makes bindings of a let", (expanded) => {
		expect(expanded).not.toMatch(/\$|\|/);
		const { root, errors } = parse(`let\n${expanded}\nin null`);
		expect(errors).toEqual([]);
		expect(root).toMatchObject({ kind: "let", body: { kind: "variable", name: "null" } });
	});

	test("ends with the caret, after all other tab stops in order", () => {
		const stops = [...source.matchAll(/\$\{?(\d)/g)].map((match) => Number(match[1]));
		const first = [...new Set(stops)];
		expect(first).toEqual([...first.slice(0, -1)].sort().concat(0));
	});
});

/** The snippet with every placeholder at its default, once for each item of its longest choice. */
function expansions(source: string): readonly string[] {
	const choices = [...source.matchAll(/\$\{\d\|(.*?)\|\}/g)].map((match) => (match[1] ?? "").split(","));
	const rounds = Math.max(1, ...choices.map((items) => items.length));
	return Array.from({ length: rounds }, (_, round) => expand(source, round));
}

/** `${1:default}`, `${1|a,b|}` and `$1`, the last with the text of the first; the syntax needs no more here. */
function expand(source: string, round: number): string {
	const values = new Map<string, string>([["0", ""]]);
	return source.replace(/\$(?:\{(\d)(?::([^}]*)|\|(.*?)\|)\}|(\d))/g, (_, stop, text, choice, mirrored) => {
		if (mirrored !== undefined) return values.get(mirrored) ?? `$${mirrored}`;
		const items: string[] = choice?.split(",") ?? [text];
		const value = items[round % items.length] ?? "";
		values.set(stop, value);
		return value;
	});
}
