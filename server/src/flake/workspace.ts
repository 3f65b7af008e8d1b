import type { Parse } from "../syntax/parser.ts";
import { rebase } from "../syntax/rebase.ts";
import { type Entry, Snapshot, type Structure } from "./snapshot.ts";

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
