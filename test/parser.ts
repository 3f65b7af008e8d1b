import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createParser, type Parse } from "../server/src/syntax/parser.ts";

/** The same two WebAssembly files that are shipped, from where npm and the grammar's build put them. */
export async function loadWasm(): Promise<{ runtime: Uint8Array; grammar: Uint8Array }> {
	const runtime = createRequire(import.meta.url).resolve("web-tree-sitter/web-tree-sitter.wasm");
	const grammar = new URL("../server/grammar/tree-sitter-nix.wasm", import.meta.url);
	return { runtime: await readFile(runtime), grammar: await readFile(grammar) };
}

/** A parser made from them. */
export async function testParser(): Promise<Parse> {
	return createParser(await loadWasm());
}
