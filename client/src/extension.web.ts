/// <reference lib="webworker" />
import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { Client } from "./client.ts";

let client: Client | undefined;

/** Runs the extension in the browser. */
export async function activate(context: ExtensionContext): Promise<void> {
	const url = (name: string) => Uri.joinPath(context.extensionUri, "dist", name).toString(true);
	client = new Client(context, {
		kind: "a web worker",
		wasm: { runtime: url("web-tree-sitter.wasm"), grammar: url("tree-sitter-nix.wasm") },
		// The worker itself, and not a function that makes it: the workers of VS Code's extension host are not `instanceof
		// Worker`, which such a function's result must be.
		connect: (options) => new LanguageClient("flakeHoist", "Flake Hoist", new Worker(url("server.web.js")), options),
	});
	await client.start();
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
	await client?.stop();
}
