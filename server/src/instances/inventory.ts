import type { Evaluation } from "../flake/evaluation.ts";
import type { Flake } from "../flake/flake.ts";
import type { Host } from "../flake/host.ts";
import type { Snapshot, Structure } from "../flake/snapshot.ts";
import { findSites } from "./find-sites.ts";
import { type Followed, followAgain, followFlakes } from "./follow-flakes.ts";
import type { Site } from "./site.ts";

/** Every nixpkgs instance of a workspace folder: what rules, refactorings and features work on. */
export interface Inventory {
	readonly snapshot: Snapshot;
	readonly evaluation: Evaluation;
	readonly flakes: readonly FlakeInventory[];
	/** The imports of nixpkgs, by file, in the order of the text. */
	readonly sites: readonly Site[];
	/** The files whose value a flake asks for, if only in part. */
	readonly reached: ReadonlySet<string>;
	/** The places that make an instance in another way, in the same order. */
	readonly otherSites: readonly Site[];
}

/** A flake with the hosts that it builds. */
export interface FlakeInventory {
	readonly flake: Flake;
	/** Home-manager users follow their system. */
	readonly hosts: readonly Host[];
	/** The folders that it gives as templates. */
	readonly templates: readonly string[];
}

const kept = new WeakMap<Structure, Known>();

/** An inventory, and what it rests on. */
interface Known {
	readonly inventory: Inventory;
	readonly followed: Followed;
}

/**
 * The inventory of a snapshot. The evaluation that it rests on is kept as long as edits change nothing that it has
 * looked at, and after other edits for the flakes that have nothing to do with them.
 */
export function inventoryOf(snapshot: Snapshot): Inventory {
	const known = kept.get(snapshot.structure);
	if (known?.inventory.snapshot === snapshot) return known.inventory;
	const followed = known === undefined ? follow(snapshot) : known.followed;
	const { evaluation, flakes } = followed;
	evaluation.snapshot = snapshot;
	const inventory = { snapshot, evaluation, flakes, reached: followed.reached, ...findSites(followed, snapshot) };
	kept.set(snapshot.structure, { inventory, followed });
	return inventory;
}

/**
 * The newest inventory that is known already, of the snapshot itself or of one before it: for questions that must be
 * answered while something is being typed. If there is none, it is made.
 */
export function knownInventory(snapshot: Snapshot): Inventory {
	for (let at: Structure | undefined = snapshot.structure; at !== undefined; at = at.before) {
		const known = kept.get(at);
		if (known !== undefined) return known.inventory;
	}
	return inventoryOf(snapshot);
}

/** Follows all flakes, or only those that changes since the last inventory have to do with. */
function follow(snapshot: Snapshot): Followed {
	const changed = new Set<string>();
	for (let at: Structure | undefined = snapshot.structure; at !== undefined; at = at.before) {
		const known = kept.get(at);
		if (known !== undefined) {
			snapshot.structure.before = undefined;
			if (!snapshot.structure.isTrial) kept.delete(at);
			return followAgain(known.followed, snapshot, changed) ?? followFlakes(snapshot);
		}
		for (const path of at.changed) changed.add(path);
	}
	return followFlakes(snapshot);
}
