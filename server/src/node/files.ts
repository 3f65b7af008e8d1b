import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type EntryKind, type FileSystem, maxFileSize } from "../files/file-system.ts";

/** The files of a folder on this machine's disk. */
export function diskFiles(folder: string): FileSystem {
	return {
		async readFolder(path) {
			const entries = await orNothing(readdir(join(folder, path), { withFileTypes: true }));
			return new Map(entries?.map((entry) => [entry.name, kindOf(entry)]));
		},
		async kind(path) {
			const full = join(folder, path);
			const stats = await orNothing(lstat(full));
			if (stats === undefined) return undefined;
			const isDirect = (await orNothing(realpath(full))) === join(await realpath(folder), path);
			return isDirect ? kindOf(stats) : "other";
		},
		async readText(path) {
			const full = join(folder, path);
			const stats = await orNothing(stat(full));
			if (stats === undefined || stats.size > maxFileSize) return undefined;
			const bytes = await orNothing(readFile(full));
			return bytes && new TextDecoder().decode(bytes);
		},
	};
}

function kindOf(entry: Dirent | Stats): EntryKind {
	if (entry.isFile()) return "file";
	return entry.isDirectory() ? "folder" : "other";
}

/** Files come, go and are forbidden at any time: what can't be read is not there. */
function orNothing<T>(result: Promise<T>): Promise<T | undefined> {
	return result.catch(() => undefined);
}
