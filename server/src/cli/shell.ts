import type { FileSystem } from "../files/file-system.ts";
import type { Paint } from "./paint.ts";

/** What the command line needs from the machine that it runs on. */
export interface Shell {
	/** Prints a text and a line end to standard output. */
	out(text: string): void;
	/** Prints a text and a line end to standard error. */
	err(text: string): void;
	/** Colours texts for standard output, if it is a terminal that shows colours. */
	readonly paint: Paint;
	/** The time, in milliseconds since 1970. */
	now(): number;
	/** The two WebAssembly files of the parser. */
	loadWasm(): Promise<{ runtime: Uint8Array; grammar: Uint8Array }>;
	/**
	 * What a path on the command line stands for.
	 * @throws Failure if nothing that can be read is there, or neither a folder nor a Nix file.
	 */
	locate(path: string): Promise<Location>;
	/** The files of a folder on disk. */
	files(folder: string): FileSystem;
	/**
	 * Writes new texts to files of a folder: all of them, or none if one can't be written.
	 * @throws Failure for a file that can't be written, has changed since it was read, or is reached through a link.
	 */
	replace(folder: string, changes: readonly Change[]): Promise<void>;
	/** Runs the language server over standard input and output, which from then on belong to it. */
	serve(): Promise<void>;
	/** The pages of all rules and refactorings by name, without their cases. */
	readonly pages: ReadonlyMap<string, string>;
}

/** A folder, or a part of it. */
export interface Location {
	/**
	 * The folder's absolute path. Of a file, and of a folder without a flake.nix, that of the flake around it, or else the
	 * one that the file stands in, or the folder itself.
	 */
	readonly folder: string;
	/** The folder as its user would write it, with `/` between names; empty for the one the command was started in. */
	readonly label: string;
	/** The workspace path of the file or folder in it that was meant, if not the whole folder. */
	readonly part: string | undefined;
}

/** A new text for a file. */
export interface Change {
	/** The workspace path. */
	readonly path: string;
	readonly before: string;
	readonly after: string;
}
