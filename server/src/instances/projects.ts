import type { Snapshot } from "../flake/snapshot.ts";
import { folderOf, isBelow } from "../text/path.ts";

/**
 * The outermost folders of a workspace that hold a flake.nix. Nix lets no flake see what lies outside of its own tree, so
 * as a rule each can be evaluated without the others. Files outside of all of them are one project more.
 */
export class Projects {
	private readonly folders: readonly string[];
	/** True if what is in one project depends on files of another after all. */
	private isMixed = false;

	/** @param flakes the paths of all flake.nix. */
	constructor(flakes: readonly string[]) {
		const folders = flakes.map(folderOf);
		this.folders = folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)));
	}

	/** Notes which files were read for the sake of one. */
	noteReads(path: string, read: Iterable<string>): void {
		const own = this.folderOf(path);
		for (const file of read) if (this.folderOf(file) !== own) this.isMixed = true;
	}

	/**
	 * Tells of each file whether it is in the project of one that was edited. Undefined if that is not all that may be
	 * different: projects depend on each other, or files came or went.
	 */
	touchedBy(changed: Iterable<string>, before: Snapshot, after: Snapshot): ((path: string) => boolean) | undefined {
		if (this.isMixed) return undefined;
		const touched = new Set<string | undefined>();
		for (const path of changed) {
			if (before.text(path) === undefined || after.text(path) === undefined) return undefined;
			touched.add(this.folderOf(path));
		}
		return (path) => touched.has(this.folderOf(path));
	}

	private folderOf(path: string): string | undefined {
		return this.folders.find((folder) => isBelow(path, folder));
	}
}
