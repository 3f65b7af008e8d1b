/**
 * Requests of our own to the client, for files that the server can't reach: on the web and in virtual workspaces.
 * Only a client that offers `clientFiles` in its `initializationOptions` is asked.
 */
export const readFolderRequest = "flakeHoist/readFolder";
export const kindRequest = "flakeHoist/kind";
export const readTextRequest = "flakeHoist/readText";

/** The parameter of all three. */
export interface FileParams {
	readonly uri: string;
}

/** What our own client sends as `initializationOptions`. Other clients send nothing, or settings. */
export interface InitializationOptions {
	/** The client answers the requests of this file. */
	readonly clientFiles: boolean;
	/** URLs of the WebAssembly files, for a server that can't find them by itself. */
	readonly wasm?: { readonly runtime: string; readonly grammar: string };
}
