import { pathIn } from "../text/path.ts";
import type { EntryKind, FileSystem } from "./file-system.ts";
import type { IgnoreRules } from "./ignore-rules.ts";
import { references } from "./references.ts";

/** A workspace with more files than this is not read whole: nothing we serve has as many. */
const maxFiles = 20_000;
/** Characters of all files together, so that no workspace can exhaust the memory. */
const maxTotal = 256 * 1024 * 1024;
/** Requests under way at once: enough to keep a disk busy, few enough for its open files. */
const batchSize = 64;

/** The files below a folder. */
export interface Tree {
	/** By workspace path. The text is undefined for a file that exists and is not read. */
	readonly texts: ReadonlyMap<string, string | undefined>;
	/** False if there are more files than are read; the deepest ones are missing. */
	readonly complete: boolean;
	/** The paths of those whose text is wanted, but can't be read or is too long. */
	readonly unread: readonly string[];
}

/** True if the core wants to know this file's text, and not only that it exists. */
export function isRead(path: string): boolean {
	return path.endsWith(".nix") || path.endsWith("/flake.lock");
}

/**
 * Lists `root` and everything below it that is not ignored, and reads what the core wants. Fills `ignored` on the way.
 * What is ignored and named by a Nix file that was read is read too: Git tracks it all the same, or Nix would not see it.
 */
export async function readTree(files: FileSystem, root: string, ignored: IgnoreRules): Promise<Tree> {
	const texts = new Map<string, string | undefined>();
	const unread: string[] = [];
	let complete = true;
	let total = 0;
	for (let found = await listTree(files, [root], ignored); found.size > 0; ) {
		complete &&= texts.size + found.size <= maxFiles;
		const fresh = [...found].slice(0, maxFiles - texts.size);
		const reading = inBatches(fresh, async ([path, kind]) => {
			const isWanted = kind === "file" && isRead(path);
			const text = isWanted && total < maxTotal ? await files.readText(path) : undefined;
			return { path, text, isWanted };
		});
		for await (const { path, text, isWanted } of reading) {
			if (isWanted && text === undefined) unread.push(path);
			total += text?.length ?? 0;
			texts.set(path, text);
		}
		const read = fresh.map(([path]) => [path, texts.get(path)] as const);
		found = await listReferences(files, read, ignored);
	}
	return { texts, complete, unread: unread.sort() };
}

/** What is ignored, and still named by one of the files that were read. It is ignored no longer. */
async function listReferences(
	files: FileSystem,
	read: readonly (readonly [string, string | undefined])[],
	ignored: IgnoreRules,
): Promise<Map<string, EntryKind>> {
	const named = new Set(
		read.flatMap(([path, text]) => (path.endsWith(".nix") ? [...references(path, text ?? "")] : [])),
	);
	const found = new Map<string, EntryKind>();
	const folders: string[] = [];
	for (const path of named) {
		if (!ignored.ignores(path, false) && !ignored.ignores(path, true)) continue;
		const kind = await files.kind(path);
		if (kind === undefined || !ignored.ignores(path, kind === "folder")) continue;
		ignored.except(path);
		if (ignored.ignores(path, kind === "folder")) continue;
		if (kind === "folder") folders.push(path);
		else found.set(path, kind);
	}
	return new Map([...found, ...(await listTree(files, folders, ignored))]);
}

/** The paths of everything below some folders that is not a folder itself, the shallow ones first. */
async function listTree(
	files: FileSystem,
	roots: readonly string[],
	ignored: IgnoreRules,
): Promise<Map<string, EntryKind>> {
	const found = new Map<string, EntryKind>();
	let folders = [...roots];
	while (folders.length > 0 && found.size <= maxFiles) {
		const next: string[] = [];
		for await (const { folder, entries, rules } of inBatches(folders, (folder) => listFolder(files, folder))) {
			if (found.size > maxFiles) break;
			if (rules !== undefined) ignored.set(folder, rules);
			for (const [name, kind] of entries) {
				const path = pathIn(folder, name);
				if (ignored.ignoresItself(path, kind === "folder")) continue;
				if (kind === "folder") next.push(path);
				else found.set(path, kind);
			}
		}
		folders = next;
	}
	return found;
}

/** What stands in a folder, with the text of its `.gitignore`, if it has one. */
async function listFolder(files: FileSystem, folder: string) {
	const entries = await files.readFolder(folder);
	const hasRules = entries.get(".gitignore") === "file";
	const rules = hasRules ? ((await files.readText(pathIn(folder, ".gitignore"))) ?? "") : undefined;
	return { folder, entries, rules };
}

/** What `work` gives for each item, in their order, whichever is done first. Some are worked on at once. */
export async function* inBatches<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
	for (let at = 0; at < items.length; at += batchSize) {
		yield* await Promise.all(items.slice(at, at + batchSize).map(work));
	}
}
