import type { Connection } from "vscode-languageserver";
import { faultText } from "../lsp/fault-text.ts";
import type { Host } from "../lsp/host.ts";
import { startServer } from "../lsp/server.ts";
import { diskFiles } from "./files.ts";
import { loadWasm } from "./wasm.ts";

const host: Host = {
	loadWasm,
	fileSystem: (folder) => (folder.scheme === "file" ? diskFiles(folder.fsPath) : undefined),
	now: Date.now,
};

/** Serves a client from this process, which ends with the connection. */
export function serve(connection: Connection): void {
	for (const event of ["uncaughtException", "unhandledRejection"]) {
		process.on(event, (error) => connection.console.error(faultText(error)));
	}
	startServer(connection, host);
}
