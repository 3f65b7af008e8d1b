import type { URI } from "vscode-uri";
import type { FileSystem } from "../files/file-system.ts";

/** What the language server needs from the place where it runs: a Node process or a web worker. */
export interface Host {
	/** The two WebAssembly files. `options` are the client's `initializationOptions`. */
	loadWasm(options: unknown): Promise<{ runtime: Uint8Array; grammar: Uint8Array }>;
	/** The files of a workspace folder, or undefined if the host itself can't read the folder's scheme. */
	fileSystem(folder: URI): FileSystem | undefined;
	/** The time, in milliseconds since 1970. */
	now(): number;
}
