import type { Connection } from "vscode-languageserver";
import type { URI } from "vscode-uri";
import type { EntryKind, FileSystem } from "../files/file-system.ts";
import { kindRequest, readFolderRequest, readTextRequest } from "./file-requests.ts";
import { uriWithin } from "./uris.ts";

/** Files that the client reads for us: those of virtual workspaces, and all files on the web. */
export function clientFiles(connection: Connection, folder: URI): FileSystem {
	const ask = <T>(method: string, path: string) =>
		connection.sendRequest<T | null>(method, { uri: uriWithin(folder, path).toString() });
	return {
		async readFolder(path) {
			return new Map(await ask<[string, EntryKind][]>(readFolderRequest, path));
		},
		async kind(path) {
			return (await ask<EntryKind>(kindRequest, path)) ?? undefined;
		},
		async readText(path) {
			return (await ask<string>(readTextRequest, path)) ?? undefined;
		},
	};
}
