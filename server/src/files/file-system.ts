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
