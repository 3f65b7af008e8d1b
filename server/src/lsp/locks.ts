import { changeText, lockChanges } from "../features/lock-changes.ts";
import type { Moment } from "../features/moment.ts";
import type { Lock, LockFile } from "../flake/lock.ts";
import { inventoryOf } from "../instances/inventory.ts";
import type { Folder } from "./folder.ts";

/** What is told of locks. */
export interface LockEvents {
	/** What editors show of inputs is out of date. */
	changed(): void;
	log(message: string): void;
}

/** What is known of one lock. */
interface Versions {
	/** As it was looked at last. */
	readonly file: LockFile;
	/** As it could be read last. */
	readonly now: Lock | undefined;
	/** As it was before it last changed. */
	readonly before: Lock | undefined;
}

/** Follows the locks of all folders while the server runs. */
export class Locks {
	private readonly byFolder = new WeakMap<Folder, Map<string, Versions>>();

	/** @param clock gives the time in milliseconds since 1970. */
	constructor(
		private readonly clock: () => number,
		private readonly events: LockEvents,
	) {}

	/** Looks at the locks of a folder as they are now, and tells what is different since it did before. */
	follow(folder: Folder): void {
		const known = this.byFolder.get(folder) ?? new Map<string, Versions>();
		this.byFolder.set(folder, known);
		const flakes = inventoryOf(folder.snapshot()).flakes.map(({ flake }) => flake);
		const changed = flakes.filter(({ path, lock }) => known.get(path)?.file !== lock);
		const isNews = changed.map(({ path, lock }) => this.followLock(known, path, lock));
		if (isNews.includes(true)) this.events.changed();
	}

	/** What the core is told when something is asked about a folder. */
	moment(folder: Folder): Moment {
		return {
			now: this.clock() / 1000,
			lockBefore: (flake) => this.byFolder.get(folder)?.get(flake)?.before,
		};
	}

	/** Takes a lock in place of the one before; false if it is the first one. What can't be read changes nothing yet. */
	private followLock(known: Map<string, Versions>, path: string, file: LockFile): boolean {
		const last = known.get(path);
		const now = file.kind === "read" ? file.lock : last?.now;
		const changes = last?.now === undefined || now === undefined ? [] : lockChanges(last.now, now);
		known.set(path, { file, now, before: changes.length > 0 ? last?.now : last?.before });
		const title = `${path.slice(1).replace(/nix$/, "lock")} has changed:`;
		if (changes.length > 0) this.events.log([title, ...changes.map(changeText)].join("\n  "));
		return last !== undefined;
	}
}
