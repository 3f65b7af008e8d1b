import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createConnection } from "vscode-languageserver/node";
import type { Host } from "../lsp/host.ts";
import { describe } from "../lsp/publisher.ts";
import { startServer } from "../lsp/server.ts";
import { diskFiles } from "./files.ts";

/** The language server as a process of its own: `--stdio`, or `--node-ipc` under VS Code. */
const host: Host = {
	async loadWasm() {
		const load = (name: string) => readFile(join(__dirname, name));
		return { runtime: await load("web-tree-sitter.wasm"), grammar: await load("tree-sitter-nix.wasm") };
	},
	fileSystem: (folder) => (folder.scheme === "file" ? diskFiles(folder.fsPath) : undefined),
};

const connection = createConnection();
for (const event of ["uncaughtException", "unhandledRejection"]) {
	process.on(event, (error) => connection.console.error(describe(error)));
}
startServer(connection, host);
