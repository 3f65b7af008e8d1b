import { commands, type ExtensionContext, version, window, workspace } from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/lsp/file-requests.ts";
import { answerFileRequests } from "./files.ts";

/** How the server runs here. */
export interface Server {
	/** For people: "a Node process". */
	readonly kind: string;
	/** Where the server finds the WebAssembly files, if it can't tell by itself. */
	readonly wasm?: NonNullable<InitializationOptions["wasm"]>;
	/** Makes a client with a server of its own. */
	connect(options: LanguageClientOptions): BaseLanguageClient;
}

/** The extension's connection to its server, with the commands that are about it. */
export class Client {
	private readonly log = window.createOutputChannel("Flake Hoist", { log: true });
	private client: BaseLanguageClient | undefined;

	constructor(
		private readonly context: ExtensionContext,
		private readonly server: Server,
	) {
		context.subscriptions.push(
			this.log,
			commands.registerCommand("flakeHoist.restart", () => this.start()),
			commands.registerCommand("flakeHoist.showLog", () => this.log.show()),
			commands.registerCommand("flakeHoist.about", () => window.showInformationMessage(this.about())),
		);
	}

	/** Starts a server, in place of the one that runs, if any. A failure is logged and shown, not thrown. */
	async start(): Promise<void> {
		this.log.info(this.about());
		const old = this.client;
		// The new client is known from here on, so that another restart in the meantime ends it, and not the old one again.
		const client = this.server.connect(this.options());
		this.client = client;
		answerFileRequests(client);
		await this.end(old);
		await client.start().catch((error) => this.log.error(`The language server did not start: ${error}`));
	}

	/** Ends the server. */
	stop(): Promise<void> {
		return this.end(this.client);
	}

	private async end(client: BaseLanguageClient | undefined): Promise<void> {
		await client?.dispose().catch((error) => this.log.warn(`The language server did not end well: ${error}`));
	}

	private options(): LanguageClientOptions {
		const { wasm } = this.server;
		const initializationOptions: InitializationOptions = { clientFiles: true, ...(wasm && { wasm }) };
		return {
			documentSelector: schemes().flatMap((scheme) => [
				{ scheme, language: "nix" },
				{ scheme, pattern: "**/flake.lock" },
			]),
			diagnosticCollectionName: "flake-hoist",
			outputChannel: this.log,
			revealOutputChannelOn: RevealOutputChannelOn.Never,
			initializationOptions,
		};
	}

	private about(): string {
		const extension: { version: string } = this.context.extension.packageJSON;
		return `Flake Hoist ${extension.version} in VS Code ${version}. The language server is ${this.server.kind}.`;
	}
}

/** Those of documents that people write: not of what only shows one, such as a preview of changes or git's history. */
function schemes(): readonly string[] {
	const folders = workspace.workspaceFolders ?? [];
	return [...new Set(["file", "untitled", ...folders.map(({ uri }) => uri.scheme)])];
}
