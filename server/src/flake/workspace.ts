import type { SyntaxTree } from "../syntax/nodes.ts";
import type { Parse } from "../syntax/parser.ts";
import { rebase } from "../syntax/rebase.ts";
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

interface Entry {
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

/**
 * The files of one workspace folder, as the shell last reported them. The one mutable thing in the core:
 * everything else works on the immutable snapshots it gives out.
 */
export class Workspace {
	private entries = new Map<string, Entry>();
	/** False once a path has been added that may come before others. */
	private isOrdered = true;
	private current: Snapshot | undefined;
	private structure: Structure = { before: undefined, changed: new Set(), isTrial: false };
	/** True once a snapshot has the structure: then it stays as it is. */
	private isGiven = false;

	/** @param texts what the files are to begin with, by their paths; undefined for one that is not read. */
	constructor(
		private readonly parse: Parse,
		texts: Iterable<readonly [path: string, text: string | undefined]> = [],
	) {
		for (const [path, text] of texts) this.set(path, text);
	}

	/**
	 * Puts a file, or replaces its text. `text` is undefined for one that exists but is not read.
	 * An edit of comments, white space and what no evaluation has looked at keeps the structure, and all that rests on it.
	 */
	set(path: string, text: string | undefined): void {
		const old = this.entries.get(path);
		if (old !== undefined && old.text === text) return;
		const entry: Entry = { text, file: undefined };
		const isEdit = old?.text !== undefined && text !== undefined && path.endsWith(".nix") && old.quoted !== true;
		if (!isEdit) this.restructure(path);
		else if (old.file !== undefined) {
			const fresh = this.parse(text);
			const rebased = rebase(old.file.tree, fresh);
			if (rebased === undefined) this.restructure(path);
			entry.file = { path, text, tree: rebased ?? fresh };
		}
		if (old === undefined) this.isOrdered = false;
		this.write((entries) => entries.set(path, entry));
	}

	/** Forgets a file. */
	delete(path: string): void {
		if (!this.entries.has(path)) return;
		this.restructure(path);
		this.write((entries) => entries.delete(path));
	}

	/**
	 * The files as they are now. The same object until something changes. They are in the order of their paths, in
	 * whatever order they were read: nothing that is said of them may depend on that.
	 */
	snapshot(): Snapshot {
		if (!this.isOrdered) this.entries = new Map([...this.entries].sort(([a], [b]) => (a < b ? -1 : 1)));
		this.isOrdered = true;
		this.current ??= new Snapshot(this.entries, this.parse, this.structure);
		this.isGiven = true;
		return this.current;
	}

	private restructure(path: string): void {
		if (this.isGiven) this.structure = { before: this.structure, changed: new Set(), isTrial: false };
		this.isGiven = false;
		this.structure.changed.add(path);
	}

	/** A snapshot that was given out keeps its own table. */
	private write(change: (entries: Map<string, Entry>) => void): void {
		if (this.current !== undefined) {
			this.entries = new Map(this.entries);
			this.current = undefined;
		}
		change(this.entries);
	}
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
