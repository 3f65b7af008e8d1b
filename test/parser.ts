import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createParser, type Parse } from "../server/src/syntax/parser.ts";

/** A parser made from the same two WebAssembly files that are shipped. */
export async function testParser(): Promise<Parse> {
	const runtime = createRequire(import.meta.url).resolve("web-tree-sitter/web-tree-sitter.wasm");
	const grammar = new URL("../server/grammar/tree-sitter-nix.wasm", import.meta.url);
	return createParser({ runtime: await readFile(runtime), grammar: await readFile(grammar) });
}
