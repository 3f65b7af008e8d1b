import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { execArgs } from "../../server/src/node/exec-args.ts";
import { Client } from "./client.ts";
import { offerLockUpdates } from "./lock-update.ts";

let client: Client | undefined;

/** Runs the extension on the desktop, or on the machine that VS Code is connected to. */
export async function activate(context: ExtensionContext): Promise<void> {
	const server = {
		module: context.asAbsolutePath("dist/server.js"),
		transport: TransportKind.ipc,
		options: { execArgv: [...execArgs] },
	};
	client = new Client(context, {
		kind: "a Node process",
		connect: (options) => new LanguageClient("flakeHoist", "Flake Hoist", server, options),
	});
	context.subscriptions.push(...offerLockUpdates());
	await client.start();
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
	await client?.stop();
}
