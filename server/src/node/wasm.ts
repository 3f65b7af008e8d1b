import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The two WebAssembly files of the parser, which lie beside the bundle that runs. */
export async function loadWasm(): Promise<{ runtime: Uint8Array; grammar: Uint8Array }> {
	const load = (name: string) => readFile(join(__dirname, name));
	return { runtime: await load("web-tree-sitter.wasm"), grammar: await load("tree-sitter-nix.wasm") };
}
