import { Evaluation } from "../flake/evaluation.ts";
import { type Flake, loadFlake, visitOutputs } from "../flake/flake.ts";
import type { Host } from "../flake/host.ts";
import { globals, library } from "../flake/library/library.ts";
import type { Snapshot } from "../flake/workspace.ts";
import { type Site, sitesOf } from "./site.ts";

/** Every nixpkgs instance of a workspace folder: what rules, refactorings and features work on. */
export interface Inventory {
	readonly snapshot: Snapshot;
	readonly evaluation: Evaluation;
	readonly flakes: readonly FlakeInventory[];
	/** By file, in the order of the text. */
	readonly sites: readonly Site[];
}

/** A flake with the hosts that it builds. */
export interface FlakeInventory {
	readonly flake: Flake;
	/** Home-manager users follow their system. */
	readonly hosts: readonly Host[];
}

const kept = new WeakMap<object, Inventory>();

/** The inventory of a snapshot; what it rests on is kept as long as only comments and white space change. */
export function inventoryOf(snapshot: Snapshot): Inventory {
	const known = kept.get(snapshot.structure);
	if (known?.snapshot === snapshot) return known;
	const inventory = known === undefined ? takeInventory(snapshot) : { ...known, snapshot };
	kept.set(snapshot.structure, inventory);
	return inventory;
}

function takeInventory(snapshot: Snapshot): Inventory {
	const evaluation = new Evaluation(snapshot, globals, library);
	const flakes: FlakeInventory[] = [];
	for (const path of [...snapshot.paths()].filter((path) => path.endsWith("/flake.nix")).sort()) {
		const before = evaluation.hosts.length;
		const flake = loadFlake(evaluation, path);
		if (flake === undefined) continue;
		visitOutputs(flake);
		const hosts = evaluation.hosts.slice(before).flatMap((host) => {
			host.graph();
			const users = host.users();
			for (const user of users) user.graph();
			return [host, ...users];
		});
		flakes.push({ flake, hosts });
	}
	const sites = [...snapshot.paths()].sort().flatMap((path) => {
		const file = snapshot.file(path);
		return file === undefined ? [] : sitesOf(evaluation, file);
	});
	return { snapshot, evaluation, flakes, sites };
}
