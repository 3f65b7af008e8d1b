import type { EntryKind, FileSystem } from "./file-system.ts";
import type { IgnoreRules } from "./ignore-rules.ts";

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
}

/** True if the core wants to know this file's text, and not only that it exists. */
export function isRead(path: string): boolean {
	return path.endsWith(".nix") || path.endsWith("/flake.lock");
}

/** Lists `root` and everything below it that is not ignored, and reads what the core wants. Fills `ignored` on the way. */
export async function readTree(files: FileSystem, root: string, ignored: IgnoreRules): Promise<Tree> {
	const found = await listTree(files, root, ignored);
	const complete = found.size <= maxFiles;
	const texts = new Map<string, string | undefined>();
	let total = 0;
	await inBatches([...found].slice(0, maxFiles), async ([path, kind]) => {
		const text = kind === "file" && isRead(path) && total < maxTotal ? await files.readText(path) : undefined;
		total += text?.length ?? 0;
		texts.set(path, text);
	});
	return { texts, complete };
}

/** The paths of everything that is not a folder, folder by folder, the shallow ones first. */
async function listTree(files: FileSystem, root: string, ignored: IgnoreRules): Promise<Map<string, EntryKind>> {
	const found = new Map<string, EntryKind>();
	let folders = [root];
	while (folders.length > 0 && found.size <= maxFiles) {
		const next: string[] = [];
		await inBatches(folders, async (folder) => {
			if (found.size > maxFiles) return;
			const entries = await files.readFolder(folder);
			const prefix = folder === "/" ? "/" : `${folder}/`;
			if (entries.get(".gitignore") === "file")
				ignored.set(folder, (await files.readText(`${prefix}.gitignore`)) ?? "");
			for (const [name, kind] of entries) {
				const path = prefix + name;
				if (ignored.ignoresItself(path, kind === "folder")) continue;
				if (kind === "folder") next.push(path);
				else found.set(path, kind);
			}
		});
		folders = next;
	}
	return found;
}

/** Works on all items, some at once. */
export async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	for (let at = 0; at < items.length; at += batchSize) await Promise.all(items.slice(at, at + batchSize).map(work));
}
