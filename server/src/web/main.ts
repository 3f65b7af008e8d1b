/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { faultText } from "../lsp/fault-text.ts";
import type { InitializationOptions } from "../lsp/file-requests.ts";
import type { Host } from "../lsp/host.ts";
import { startServer } from "../lsp/server.ts";

/** The language server as a web worker. It has no files of its own: the client reads them. */
const host: Host = {
	async loadWasm({ wasm }: Partial<InitializationOptions>) {
		if (wasm === undefined) throw new Error("the client must say where the WebAssembly files are");
		return { runtime: await download(wasm.runtime), grammar: await download(wasm.grammar) };
	},
	fileSystem: () => undefined,
	now: Date.now,
};

async function download(url: string): Promise<Uint8Array> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
	return new Uint8Array(await response.arrayBuffer());
}

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
self.addEventListener("error", ({ error }) => connection.console.error(faultText(error)));
self.addEventListener("unhandledrejection", ({ reason }) => connection.console.error(faultText(reason)));
connection.onExit(() => self.close());
startServer(connection, host);
