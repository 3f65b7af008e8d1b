import { changeText, lockChanges } from "../features/lock-changes.ts";
import type { Moment } from "../features/moment.ts";
import type { Flake } from "../flake/flake.ts";
import type { Lock } from "../flake/lock.ts";
import { inventoryOf } from "../instances/inventory.ts";
import type { Folder } from "./folder.ts";

/** A lock as it was read last, and the one before that. */
interface Versions {
	readonly now: Lock;
	readonly before: Lock | undefined;
}

/** What becomes of the locks of all folders while the server runs. */
export class Locks {
	private readonly byFolder = new WeakMap<Folder, Map<string, Versions>>();

	constructor(private readonly clock: () => number) {}

	/** Looks at the locks of a folder as they are now, and tells what is different in each, in words for people. */
	follow(folder: Folder): readonly string[] {
		const known = this.byFolder.get(folder) ?? new Map<string, Versions>();
		this.byFolder.set(folder, known);
		return inventoryOf(folder.snapshot()).flakes.flatMap(({ flake }) => followLock(known, flake));
	}

	/** What the core is told when something is asked about a folder. */
	moment(folder: Folder): Moment {
		return {
			now: this.clock() / 1000,
			lockBefore: (flake) => this.byFolder.get(folder)?.get(flake)?.before,
		};
	}
}

/** A lock that can't be read for the time being, as in the middle of a merge, is passed over. */
function followLock(known: Map<string, Versions>, { path, lock }: Flake): readonly string[] {
	const last = known.get(path);
	if (lock.kind !== "read" || last?.now === lock.lock) return [];
	const changes = last === undefined ? [] : lockChanges(last.now, lock.lock);
	known.set(path, { now: lock.lock, before: changes.length > 0 ? last?.now : last?.before });
	if (changes.length === 0) return [];
	const title = `${path.slice(1, -"nix".length)}lock has changed:`;
	return [[title, ...changes.map(changeText)].join("\n  ")];
}
