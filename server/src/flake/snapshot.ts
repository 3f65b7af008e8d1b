import type { SyntaxTree } from "../syntax/nodes.ts";
import type { Parse } from "../syntax/parser.ts";
import { applyEdits, type FileEdits } from "../text/edit.ts";
import { pathIn } from "../text/path.ts";
import { type LockFile, readLock } from "./lock.ts";

/** One file of a snapshot. */
export interface SourceFile {
	/** Absolute within the workspace, with `/` between: `/modules/a.nix`. */
	readonly path: string;
	readonly text: string;
	readonly tree: SyntaxTree;
}

/** What stands at a path. `other` is a file whose text is not loaded: not Nix, not a lock file, or too large. */
export type EntryKind = "folder" | "nix" | "lock" | "other";

/** What is known of one file. */
export interface Entry {
	readonly text: string | undefined;
	file: SourceFile | undefined;
	lock?: LockFile;
	/** True if an evaluation has read the text itself. */
	quoted?: boolean;
	/** Whether the text matches, for each pattern that was asked for. */
	matches?: Map<RegExp, boolean>;
}

/** What evaluations rest on. There is a new one after each change of what an evaluation may have looked at. */
export interface Structure {
	/** The one before; whoever has caught up with the change lets it go. */
	before: Structure | undefined;
	/** The files that have changed since then. */
	readonly changed: Set<string>;
	/** True for texts that are only tried out: they stand beside those before, and do not follow them. */
	readonly isTrial: boolean;
}

/** All files of a workspace folder at one moment. Parsing is lazy and kept. */
export class Snapshot {
	private folders: Map<string, Map<string, EntryKind>> | undefined;

	constructor(
		private readonly entries: ReadonlyMap<string, Entry>,
		/** Parses a text, also one that is no file's. */
		readonly parse: Parse,
		/** The same object for two snapshots of one workspace that differ in nothing that an evaluation has looked at. */
		readonly structure: Structure,
	) {}

	/** All paths, in their order. */
	paths(): Iterable<string> {
		return this.entries.keys();
	}

	/** The text of a file, if it exists and was loaded. */
	text(path: string): string | undefined {
		return this.entries.get(path)?.text;
	}

	/** The text of a file for an evaluation: from then on, all of it counts. */
	quote(path: string): string | undefined {
		const entry = this.entries.get(path);
		if (entry !== undefined) entry.quoted = true;
		return entry?.text;
	}

	/** True if the text of a file matches a pattern. The answer is kept with the text, so that few files need be parsed. */
	matches(path: string, pattern: RegExp): boolean {
		const entry = this.entries.get(path);
		if (entry?.text === undefined) return false;
		entry.matches ??= new Map();
		const known = entry.matches.get(pattern) ?? pattern.test(entry.text);
		entry.matches.set(pattern, known);
		return known;
	}

	/** A Nix file, parsed. */
	file(path: string): SourceFile | undefined {
		const entry = this.entries.get(path);
		if (entry?.text === undefined || !path.endsWith(".nix")) return undefined;
		entry.file ??= { path, text: entry.text, tree: this.parse(entry.text) };
		return entry.file;
	}

	/** A flake.lock, read. The same object until its text changes. */
	lock(path: string): LockFile {
		const entry = this.entries.get(path);
		if (entry === undefined) return readLock(undefined);
		entry.lock ??= readLock(entry.text);
		return entry.lock;
	}

	/** What stands at `path`, or undefined. */
	kind(path: string): EntryKind | undefined {
		const entry = this.entries.get(path);
		if (entry !== undefined) return kindOf(path, entry);
		return this.folderTable().has(path === "" ? "/" : path) ? "folder" : undefined;
	}

	/** The file that `import` reads at `path`: in a folder that is its `default.nix`. */
	imported(path: string): string {
		return this.kind(path) === "folder" ? pathIn(path, "default.nix") : path;
	}

	/** The direct children of a folder by name, or undefined if there is no such folder. */
	list(folder: string): ReadonlyMap<string, EntryKind> | undefined {
		return this.folderTable().get(folder === "" ? "/" : folder);
	}

	/** A snapshot with some texts replaced, for judging an edit before it is offered. Shares nothing mutable. */
	with(changes: ReadonlyMap<string, string>): Snapshot {
		const entries = new Map(this.entries);
		for (const [path, text] of changes) entries.set(path, { text, file: undefined });
		const structure = { before: this.structure, changed: new Set(changes.keys()), isTrial: true };
		return new Snapshot(entries, this.parse, structure);
	}

	/** The same with edits made. Shares nothing mutable. */
	edited(edits: FileEdits): Snapshot {
		return this.with(new Map([...edits].map(([path, each]) => [path, applyEdits(this.text(path) ?? "", each)])));
	}

	private folderTable(): Map<string, Map<string, EntryKind>> {
		if (this.folders !== undefined) return this.folders;
		const folders = new Map<string, Map<string, EntryKind>>([["/", new Map()]]);
		for (const [path, entry] of this.entries) {
			let kind = kindOf(path, entry);
			for (let child = path; child !== ""; ) {
				const slash = child.lastIndexOf("/");
				const parent = slash <= 0 ? "/" : child.slice(0, slash);
				const known = folders.get(parent);
				const children = known ?? new Map<string, EntryKind>();
				folders.set(parent, children);
				children.set(child.slice(slash + 1), kind);
				if (known !== undefined || parent === "/") break;
				child = parent;
				kind = "folder";
			}
		}
		this.folders = folders;
		return folders;
	}
}

function kindOf(path: string, entry: Entry): EntryKind {
	if (entry.text === undefined) return "other";
	return path.endsWith(".nix") ? "nix" : "lock";
}
