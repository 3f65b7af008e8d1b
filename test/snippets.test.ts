import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { findingsOf } from "../server/src/features/diagnostics.ts";
import { evaluate, parses } from "./oracle/oracle.ts";
import { snapshotOf } from "./pages/files.ts";
import { testParser } from "./parser.ts";
import { nix, nixInstantiate } from "./requirements.mjs";
import { places } from "./snippets-places.ts";

interface Snippet {
	readonly prefix: string;
	readonly description: string;
	readonly body: readonly string[];
}

/** The prefixes of Nix IDE, the extension that many have beside this one. */
const NIX_IDE = ["if", "let", "rec", "with"];

/** Those that can't be evaluated without fetching something. */
const fetching = ["nixpkgs-commit"];

const file = new URL("../snippets/nix.json", import.meta.url);
const snippets: Record<string, Snippet> = JSON.parse(await readFile(file, "utf8"));
const parse = await testParser();

test("prefixes are distinct, and none is the beginning of another one or of one of Nix IDE's", () => {
	const prefixes = [...Object.values(snippets).map((snippet) => snippet.prefix), ...NIX_IDE];
	for (const prefix of prefixes) {
		expect(prefixes.filter((other) => other.startsWith(prefix) || prefix.startsWith(other))).toEqual([prefix]);
	}
	expect(Object.keys(places).concat(NIX_IDE).sort()).toEqual(prefixes.sort());
});

describe.each(Object.entries(snippets))("%s", (_, { prefix, body }) => {
	const source = body.join("\n");
	const put = places[prefix] ?? (() => new Map());

	test.each(expansions(source))("as %#, is what belongs there", (expanded) => {
		expect(expanded).not.toMatch(/\$(?!\{(system|final\.stdenv\.hostPlatform\.system)\})|\|/);
		for (const text of put(expanded).values()) expect(parse(text).errors).toEqual([]);
	});

	test("ends with the caret, after all other tab stops in order", () => {
		const stops = [...source.matchAll(/(?<!\\)\$\{?(\d)/g)].map((match) => Number(match[1]));
		const first = [...new Set(stops)];
		expect(first).toEqual([...first.slice(0, -1)].sort().concat(0));
	});

	test.runIf(nixInstantiate !== undefined)("Nix can parse it", () => {
		for (const expanded of expansions(source))
			for (const text of put(expanded).values()) expect(parses(text)).toBe(true);
	});

	test("gives no diagnostics", () => {
		const findings = findingsOf(snapshotOf(put(expand(source, 0))));
		expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
	});

	if (fetching.includes(prefix)) return;
	test.runIf(nix !== undefined)("Nix can evaluate a flake with it", () => {
		const { values } = evaluate(put(expand(source, 0)));
		expect(Object.values(values)).not.toEqual([]);
		for (const value of Object.values(values)) expect(value).toMatch(/\.drv$/);
	});
});

/** The snippet with every placeholder at its default, once for each item of its longest choice. */
function expansions(source: string): readonly string[] {
	const choices = [...source.matchAll(/\$\{\d\|(.*?)\|\}/g)].map((match) => (match[1] ?? "").split(","));
	const rounds = Math.max(1, ...choices.map((items) => items.length));
	return Array.from({ length: rounds }, (_, round) => expand(source, round));
}

/** `${1:default}`, `${1|a,b|}`, `$1`, the last with the text of the first, and `\$`; the syntax needs no more here. */
function expand(source: string, round: number): string {
	const values = new Map<string, string>([["0", ""]]);
	const part = /\\([$}\\])|\$(?:\{(\d)(?::([^}]*)|\|(.*?)\|)\}|(\d))/g;
	return source.replace(part, (_, escaped, stop, text, choice, mirrored) => {
		if (escaped !== undefined) return escaped;
		if (mirrored !== undefined) return values.get(mirrored) ?? `$${mirrored}`;
		const items: string[] = choice?.split(",") ?? [text];
		const value = items[round % items.length] ?? "";
		values.set(stop, value);
		return value;
	});
}
