import {
	type Connection,
	DidChangeWatchedFilesNotification,
	type InitializeParams,
	type InitializeResult,
	MessageType,
	ShowMessageNotification,
	TextDocumentSyncKind,
	TextDocuments,
	WatchKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { URI } from "vscode-uri";
import { version } from "../../../package.json";
import type { FileSystem } from "../files/file-system.ts";
import { createParser } from "../syntax/parser.ts";
import { hintsIn, hoverAt } from "./answers.ts";
import { clientFiles } from "./client-files.ts";
import { codeActionKinds, codeActions, resolveAction } from "./code-actions.ts";
import { completionOptions, completions, resolveCompletion } from "./completion.ts";
import { faultText } from "./fault-text.ts";
import type { InitializationOptions } from "./file-requests.ts";
import { Folder } from "./folder.ts";
import { Folders } from "./folders.ts";
import type { Host } from "./host.ts";
import { Locks } from "./locks.ts";
import { definitions, outline, prepareRename, references, rename, symbols } from "./navigation.ts";
import { Publisher } from "./publisher.ts";
import { Settings } from "./settings.ts";

/** Serves one client, until it says `exit`. What goes wrong in a request is logged, and answered with nothing. */
export function startServer(connection: Connection, host: Host): void {
	const documents = new TextDocuments(TextDocument);
	connection.onInitialize(async (params): Promise<InitializeResult> => {
		const options: Partial<InitializationOptions> = params.initializationOptions ?? {};
		const parse = await createParser(await host.loadWasm(options));
		const log = (message: string) => connection.console.info(message);
		const filesOf = (uri: URI): FileSystem | undefined =>
			host.fileSystem(uri) ?? (options.clientFiles ? clientFiles(connection, uri) : undefined);
		const settings = new Settings(connection, params.capabilities.workspace?.configuration ?? false);
		settings.take(options);
		const folders = new Folders((uri, onDisk) => {
			const files = onDisk ? filesOf(uri) : undefined;
			return new Folder(uri, parse, files, settings, { changed: () => publisher.schedule(), log });
		});
		const locks = new Locks(host.now, { changed: () => refreshHints(connection, params), log });
		const publisher = new Publisher(connection, folders, locks);
		follow(connection, documents, folders, settings, publisher, params);
		answer(connection, folders, locks, params);
		return {
			serverInfo: { name: "flake-hoist", version },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
				workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
				codeActionProvider: { codeActionKinds, resolveProvider: true },
				hoverProvider: true,
				completionProvider: completionOptions,
				inlayHintProvider: true,
				definitionProvider: true,
				referencesProvider: true,
				renameProvider: params.capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
				documentSymbolProvider: { label: "Flake Hoist" },
				workspaceSymbolProvider: true,
			},
		};
	});
	documents.listen(connection);
	connection.listen();
}

/** Keeps the folders and their settings as the client says they are. */
function follow(
	connection: Connection,
	documents: TextDocuments<TextDocument>,
	folders: Folders,
	settings: Settings,
	publisher: Publisher,
	{ workspaceFolders, rootUri, capabilities: { workspace } }: InitializeParams,
): void {
	const change = (added: readonly string[], removed: readonly string[]) => {
		folders.change(added, removed);
		publisher.schedule();
	};
	connection.onInitialized(() => {
		change(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []), []);
		if (workspace?.workspaceFolders) {
			connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
				change(
					added.map(({ uri }) => uri),
					removed.map(({ uri }) => uri),
				),
			);
		}
		if (workspace?.didChangeWatchedFiles?.dynamicRegistration) watch(connection);
		if (workspace?.didChangeConfiguration?.dynamicRegistration) settings.watch();
	});
	documents.onDidChangeContent(({ document }) => folders.show(document));
	documents.onDidClose(({ document }) => {
		folders.hide(document.uri);
		publisher.schedule();
	});
	connection.onDidChangeWatchedFiles(({ changes }) => folders.refresh(changes));
	connection.onDidChangeConfiguration((change) => {
		settings.take(change.settings);
		for (const folder of folders.all()) folder.configure();
	});
}

/** Asks to be told what changes on disk: of all files whether they exist, since a folder may come or go as a whole. */
function watch(connection: Connection): void {
	const watchers = [
		{ globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
		...["**/*.nix", "**/flake.lock", "**/.gitignore"].map((globPattern) => ({ globPattern, kind: WatchKind.Change })),
	];
	connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {
		// The connection has logged it. Without, the files are as they were when the folder was opened.
	});
}

/** Asks the client to ask for inlay hints again: it does so by itself only after an edit. */
function refreshHints(connection: Connection, { capabilities: { workspace } }: InitializeParams): void {
	if (!workspace?.inlayHint?.refreshSupport) return;
	connection.languages.inlayHint.refresh().catch(() => {
		// The connection has logged it. The hints are renewed with the next edit.
	});
}

/** Answers what the client asks. */
function answer(
	connection: Connection,
	folders: Folders,
	locks: Locks,
	{ capabilities: { textDocument } }: InitializeParams,
): void {
	const guarded =
		<P, R>(name: string, nothing: R, work: (params: P) => Promise<R>) =>
		async (params: P): Promise<R> => {
			try {
				return await work(params);
			} catch (error) {
				connection.console.error(`${name}: ${faultText(error)}`);
				return nothing;
			}
		};
	const support = {
		disabled: textDocument?.codeAction?.disabledSupport ?? false,
		resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") ?? false,
	};
	connection.onCodeAction(guarded("code action", [], (params) => codeActions(folders, params, support)));
	const tell = (message: string) =>
		void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
	connection.onCodeActionResolve((action) =>
		guarded("code action", action, () => resolveAction(folders, action, tell))(action),
	);
	connection.onHover(guarded("hover", null, (params) => hoverAt(folders, locks, params)));
	const withSnippets = textDocument?.completion?.completionItem?.snippetSupport ?? false;
	connection.onCompletion(guarded("completion", null, (params) => completions(folders, params, withSnippets)));
	connection.onCompletionResolve(resolveCompletion);
	connection.languages.inlayHint.on(guarded("inlay hints", [], (params) => hintsIn(folders, locks, params)));
	connection.onDefinition(guarded("definition", [], (params) => definitions(folders, params)));
	connection.onReferences(guarded("references", [], (params) => references(folders, params)));
	connection.onPrepareRename(guarded("prepare rename", null, (params) => prepareRename(folders, params)));
	connection.onRenameRequest(guarded("rename", null, (params) => rename(folders, params)));
	connection.onDocumentSymbol(guarded("document symbols", [], (params) => outline(folders, params)));
	connection.onWorkspaceSymbol(guarded("workspace symbols", [], (params) => symbols(folders, params)));
}
