import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

const file = new URL("../syntaxes/language-configuration.json", import.meta.url);
const configuration = JSON.parse(await readFile(file, "utf8"));

test.each([
	["a.b-c", ["a", "b-c"]],
	["foldl' f", ["foldl'", "f"]],
	["inherit (pkgs) _x;", ["inherit", "pkgs", "_x"]],
	["''text''", ["text"]],
	["./a/b.nix", ["a", "b", "nix"]],
	["# größer als 1.5", ["größer", "als", "1.5"]],
])("the words of %s", (text, words) => {
	const { pattern, flags } = configuration.wordPattern;
	expect(text.match(new RegExp(pattern, `g${flags}`))).toEqual(words);
});

describe("indentation", () => {
	const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

	test.each(["{", "a = {", "f [", "(", "let", "in let", "a = ''", "f (''", "a = { # why"])("grows after %s", (line) => {
		expect(line).toMatch(new RegExp(increaseIndentPattern));
	});

	test.each(["a = { };", "# a {", "outlet", "''abc''", "''", "'';", "a:"])("stays after %s", (line) => {
		expect(line).not.toMatch(new RegExp(increaseIndentPattern));
	});

	test.each(["}", "  };", "]", ")", "in ", "  in {"])("shrinks at %s", (line) => {
		expect(line).toMatch(new RegExp(decreaseIndentPattern));
	});

	// Whoever types `inherit` has typed `in` first.
	test.each(["in", "inherit a;", "a }"])("does not shrink at %s", (line) => {
		expect(line).not.toMatch(new RegExp(decreaseIndentPattern));
	});
});

test.each([
	["a = ''", "'';", "indentOutdent"],
	["/**", " */", "indentOutdent"],
	["let", "in a", "indentOutdent"],
	["a =", "", "indent"],
	["a = # why", "", "indent"],
	["if a then", "", "indent"],
	["inherit", "", "indent"],
	["a ==", "", undefined],
	["# a =", "", undefined],
	["elsewhere", "", undefined],
])("Enter between “%s” and “%s”: %s", (before, after, indent) => {
	const rule = configuration.onEnterRules.find(
		(candidate: { beforeText: string; afterText?: string }) =>
			new RegExp(candidate.beforeText).test(before) && new RegExp(candidate.afterText ?? "").test(after),
	);
	expect(rule?.action.indent).toBe(indent);
});
