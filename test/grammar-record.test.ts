import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import basePackage from "../node_modules/tree-sitter-nix/package.json" with { type: "json" };
import record from "../server/grammar/record.json" with { type: "json" };

const root = join(import.meta.dirname, "..");

// When one of these fails, `npm run grammar` makes the grammar and its record anew.
test.each([...Object.entries(record.inputs), ...Object.entries(record.outputs)])(
	"%s is the recorded one",
	(path, hash) => {
		const content = readFileSync(join(root, path));
		expect(createHash("sha256").update(content).digest("hex")).toBe(hash);
	},
);

test("what the grammar is made of is on record", () => {
	expect(Object.keys(record.inputs)).toEqual([
		"node_modules/tree-sitter-nix/grammar.js",
		"server/grammar/build.mjs",
		"server/grammar/grammar.js",
		"server/grammar/scanner.c",
		"server/grammar/tree-sitter.json",
	]);
	expect(Object.keys(record.outputs)).toEqual(["server/grammar/tree-sitter-nix.wasm"]);
	expect(record.versions["tree-sitter-nix"]).toBe(basePackage.version);
});
