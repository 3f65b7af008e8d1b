import type { URI } from "vscode-uri";

/** What the language server needs from the place where it runs: a Node process or a web worker. */
export interface Host {
	/** The two WebAssembly files. `options` are the client's `initializationOptions`. */
	loadWasm(options: unknown): Promise<{ runtime: Uint8Array; grammar: Uint8Array }>;
	/** The files of a workspace folder, or undefined if the host itself can't read the folder's scheme. */
	fileSystem(folder: URI): FileSystem | undefined;
}

/** What stands in a folder. `other` is what we never read: links, which may lead out of the workspace, and devices. */
export type EntryKind = "file" | "folder" | "other";

/** The files of one workspace folder. Paths are absolute within the folder: `/modules/a.nix`. */
export interface FileSystem {
	/** What stands directly in a folder, by name. Nothing if it can't be read. */
	readFolder(path: string): Promise<ReadonlyMap<string, EntryKind>>;
	/** What stands at a path, or undefined. Whatever is reached through a link is `other`. */
	kind(path: string): Promise<EntryKind | undefined>;
	/** The text of a file, or undefined if it can't be read or is longer than `maxFileSize`. */
	readText(path: string): Promise<string | undefined>;
}

/** Bytes of the longest file that is read. */
export const maxFileSize = 1024 * 1024;
