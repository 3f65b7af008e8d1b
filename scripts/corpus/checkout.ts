import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { IgnoreRules } from "../../server/src/files/ignore-rules.ts";
import { readTree } from "../../server/src/files/read-tree.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { diskFiles } from "../../server/src/node/files.ts";
import { createParser, type Parse } from "../../server/src/syntax/parser.ts";

/** The parser of the server. `root` is the project's folder. */
export async function loadParser(root: string): Promise<Parse> {
	const runtime = createRequire(join(root, "package.json")).resolve("web-tree-sitter/web-tree-sitter.wasm");
	const grammar = join(root, "server/grammar/tree-sitter-nix.wasm");
	return createParser({ runtime: await readFile(runtime), grammar: await readFile(grammar) });
}

/** A repository as the server sees it when its folder is opened. */
export async function readCheckout(folder: string, parse: Parse): Promise<Snapshot> {
	const { texts } = await readTree(diskFiles(folder), "/", new IgnoreRules());
	return new Workspace(parse, texts).snapshot();
}
