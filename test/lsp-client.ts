import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import {
	type CodeAction,
	type CodeActionContext,
	type CodeActionParams,
	ConfigurationRequest,
	createConnection,
	createProtocolConnection,
	type Diagnostic,
	FileChangeType,
	type Hover,
	type HoverParams,
	type InitializeParams,
	type InitializeResult,
	InlayHintRefreshRequest,
	LogMessageNotification,
	type Position,
	type ProtocolConnection,
	PublishDiagnosticsNotification,
	RegistrationRequest,
	StreamMessageReader,
	StreamMessageWriter,
	type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { Host } from "../server/src/lsp/host.ts";
import { startServer } from "../server/src/lsp/server.ts";
import { diskFiles } from "../server/src/node/files.ts";
import { loadWasm } from "./parser.ts";

/** Reads the disk as the server for Node does. */
const host: Host = {
	loadWasm,
	fileSystem: (folder) => (folder.scheme === "file" ? diskFiles(folder.fsPath) : undefined),
	now: () => Date.UTC(2026, 10, 22),
};

/** What a test may say about a client. */
export interface ClientOptions {
	readonly disabledSupport?: boolean;
	readonly resolvesEdits?: boolean;
	readonly snippetSupport?: boolean;
	readonly initializationOptions?: unknown;
	/** Makes it a client that can be asked for settings: what it answers for a section in a folder. */
	readonly settings?: (section: string | undefined, folder: string | undefined) => unknown;
	/** The workspace folder, if it is not the one on disk. */
	readonly workspace?: string;
	/** Called before the client says `initialize`. */
	readonly prepare?: (connection: ProtocolConnection) => void;
}

/** A folder with these files on disk, gone when the test is finished. */
export function temporaryFolder(files: Record<string, string> = {}): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "flake-hoist-")));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [path, text] of Object.entries(files)) write(folder, path, text);
	return folder;
}

/** Writes a file, with the folders above it. */
export function write(folder: string, path: string, text: string | Uint8Array): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

/** A client and a server of its own, connected in memory, with a folder of these files. */
export function connect(files: Record<string, string>, options: ClientOptions = {}): Promise<Client> {
	return connectTo(temporaryFolder(files), options);
}

/** As `connect`, with a folder that stands already. */
export async function connectTo(folder: string, options: ClientOptions = {}): Promise<Client> {
	const [toServer, toClient] = [new PassThrough(), new PassThrough()];
	const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
	startServer(server, host);
	const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
	return Client.start(connection, folder, options);
}

/** What an editor does, in a few words. Paths are absolute within the folder: `/modules/a.nix`. */
export class Client {
	/** What the server wrote to the log. */
	readonly log: string[] = [];
	/** What the server asked to be told of. */
	readonly registrations: string[] = [];
	/** How often the server asked to be asked for inlay hints again. */
	hintRefreshes = 0;
	initialized: InitializeResult = { capabilities: {} };
	private readonly diagnostics = new Map<string, readonly Diagnostic[]>();
	private readonly documents = new Map<string, TextDocument>();
	private readonly waiting = new Set<() => void>();

	private constructor(
		readonly connection: ProtocolConnection,
		readonly folder: string,
		private readonly workspace: string,
	) {}

	/** Says `initialize` and `initialized` to the server at the other end of a connection. */
	static async start(connection: ProtocolConnection, folder: string, options: ClientOptions): Promise<Client> {
		onTestFinished(() => connection.dispose());
		const client = new Client(connection, folder, options.workspace ?? URI.file(folder).toString());
		connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
			client.diagnostics.set(URI.parse(uri).toString(), diagnostics);
			client.wake();
		});
		connection.onNotification(LogMessageNotification.type, ({ message }) => {
			client.log.push(message);
			client.wake();
		});
		connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
			client.registrations.push(...registrations.map(({ method }) => method));
			client.wake();
		});
		connection.onRequest(InlayHintRefreshRequest.type, () => {
			client.hintRefreshes++;
			client.wake();
		});
		const { settings } = options;
		if (settings !== undefined) {
			connection.onRequest(ConfigurationRequest.type, ({ items }) =>
				items.map(({ section, scopeUri }) => settings(section, scopeUri) ?? null),
			);
		}
		options.prepare?.(connection);
		connection.listen();
		await client.initialize(options);
		return client;
	}

	/** The URI of a file of the folder. */
	uri(path: string): string {
		const folder = URI.parse(this.workspace);
		return folder.with({ path: folder.path + path }).toString();
	}

	/** Opens a file with the text that is on disk, or with another. */
	async open(path: string, text = this.read(path)): Promise<void> {
		const document = TextDocument.create(this.uri(path), "nix", 1, text);
		this.documents.set(path, document);
		const { uri, languageId, version } = document;
		await this.connection.sendNotification("textDocument/didOpen", {
			textDocument: { uri, languageId, version, text },
		});
	}

	/** Replaces the first occurrence of `old` in an open document, as an incremental change. */
	async replace(path: string, old: string, text: string): Promise<void> {
		const document = this.document(path);
		const start = document.getText().indexOf(old);
		const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
		await this.change(path, [{ range, text }]);
	}

	/** Changes an open document. */
	async change(path: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
		const document = this.documents.get(path);
		if (document === undefined) throw new Error(`${path} is not open`);
		const { uri, version } = TextDocument.update(document, contentChanges, document.version + 1);
		await this.connection.sendNotification("textDocument/didChange", {
			textDocument: { uri, version },
			contentChanges,
		});
	}

	async close(path: string): Promise<void> {
		this.documents.delete(path);
		await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(path) } });
	}

	/** Tells the server that these files or folders changed on disk; whether they came or went does not matter. */
	async changedOnDisk(...paths: string[]): Promise<void> {
		const changes = paths.map((path) => ({ uri: this.uri(path), type: FileChangeType.Changed }));
		await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
	}

	/** Waits until a file has diagnostics on exactly these lines (the first is 0), and gives them. */
	async diagnosed(path: string, ...lines: number[]): Promise<readonly Diagnostic[]> {
		await this.until(
			() =>
				this.current(path)
					.map(({ range }) => range.start.line)
					.join() === lines.join(),
		);
		return this.current(path);
	}

	/** The diagnostics that a file has now. */
	current(path: string): readonly Diagnostic[] {
		return this.diagnostics.get(this.uri(path)) ?? [];
	}

	/** Tells the server that settings have changed; to which, if it is a client that can't be asked. */
	async changeSettings(settings: unknown = null): Promise<void> {
		await this.connection.sendNotification("workspace/didChangeConfiguration", { settings });
	}

	/** The files that have diagnostics, once all that the server has sent so far is here. */
	async diagnosedFiles(): Promise<string[]> {
		await this.connection.sendRequest("textDocument/codeAction", {
			textDocument: { uri: "untitled:nothing" },
			range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
			context: { diagnostics: [] },
		});
		const folder = URI.parse(this.workspace).path;
		const uris = [...this.diagnostics].flatMap(([uri, { length }]) => (length > 0 ? uri : []));
		return uris.map((uri) => URI.parse(uri).path.slice(folder.length)).sort();
	}

	/** Waits until something holds; asks again whenever the server says something. */
	async until(holds: () => boolean): Promise<void> {
		while (!holds()) await new Promise<void>((resolve) => this.waiting.add(resolve));
	}

	/** The code actions at a text of a file. */
	async codeActions(path: string, at: string, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
		const position = this.positionOf(path, at);
		const params: CodeActionParams = {
			textDocument: { uri: this.uri(path) },
			range: { start: position, end: position },
			context: { diagnostics: [], ...context },
		};
		return this.connection.sendRequest("textDocument/codeAction", params);
	}

	/** What is shown when the mouse is over a text of a file. */
	async hover(path: string, at: string): Promise<Hover | null> {
		const params: HoverParams = { textDocument: { uri: this.uri(path) }, position: this.positionOf(path, at) };
		return this.connection.sendRequest("textDocument/hover", params);
	}

	/** The answer to another request about a text of a file; `more` is what it says besides. */
	async ask<Answer>(method: string, path: string, at: string, more: object = {}): Promise<Answer> {
		const params = { textDocument: { uri: this.uri(path) }, position: this.positionOf(path, at), ...more };
		return this.connection.sendRequest(method, params);
	}

	/** What an open document, or else a file on disk, looks like after the edit of a code action. */
	applied(path: string, { edit }: CodeAction): string {
		const document = this.document(path);
		const edits = edit?.documentChanges?.flatMap((change) =>
			"edits" in change && change.textDocument.uri === document.uri ? change.edits : [],
		);
		return TextDocument.applyEdits(document, edits?.filter((edit) => "newText" in edit) ?? []);
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), "utf8");
	}

	private document(path: string): TextDocument {
		return this.documents.get(path) ?? TextDocument.create(this.uri(path), "nix", 1, this.read(path));
	}

	private positionOf(path: string, text: string): Position {
		const document = this.document(path);
		return document.positionAt(document.getText().indexOf(text));
	}

	private wake(): void {
		for (const resolve of this.waiting) resolve();
		this.waiting.clear();
	}

	private async initialize({
		disabledSupport = true,
		resolvesEdits = false,
		snippetSupport = true,
		initializationOptions,
		settings,
	}: ClientOptions): Promise<void> {
		const params: InitializeParams = {
			processId: null,
			rootUri: null,
			workspaceFolders: [{ uri: this.workspace, name: "workspace" }],
			initializationOptions,
			capabilities: {
				workspace: {
					workspaceFolders: true,
					didChangeWatchedFiles: { dynamicRegistration: true },
					configuration: settings !== undefined,
					didChangeConfiguration: { dynamicRegistration: settings !== undefined },
					inlayHint: { refreshSupport: true },
				},
				textDocument: {
					codeAction: { disabledSupport, ...(resolvesEdits ? { resolveSupport: { properties: ["edit"] } } : {}) },
					completion: { completionItem: { snippetSupport } },
				},
			},
		};
		this.initialized = await this.connection.sendRequest("initialize", params);
		await this.connection.sendNotification("initialized", {});
	}
}
