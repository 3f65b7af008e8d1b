import { graphOf } from "../flake/lock-graph.ts";
import type { Inventory } from "./inventory.ts";
import { dayOf } from "./source.ts";

/** A nixpkgs that a flake.lock holds, as plain data; `docs/schemas/instances.schema.json` describes it. */
export interface ReportedNixpkgs {
	/** Equal for the same node of the same lock. */
	readonly id: string;
	/** The file of the flake, without its leading slash. */
	readonly flake: string;
	/** The inputs that come to it by the names that lead there, with `/` between; the one that brings it is first. */
	readonly inputs: readonly string[];
	readonly rev: string | null;
	/** The day of that commit. */
	readonly date: string | null;
	/** When it was made, in seconds since 1970. */
	readonly lastModified: number | null;
	/** The reference as a flake.nix would write it. */
	readonly url: string;
	/** The ids of those that are the same files. */
	readonly equalTo: readonly string[];
}

/** Every nixpkgs that comes with the inputs of the flakes, for each flake by how deep it lies. */
export function reportNixpkgs({ flakes }: Inventory): readonly ReportedNixpkgs[] {
	const nodes = flakes.flatMap(({ flake: { path, lock } }) => {
		const flake = path.slice(1);
		const found = lock.kind === "read" ? graphOf(lock.lock).nixpkgs : [];
		return found.map((node) => ({ ...node, flake, id: `${flake.replace(/nix$/, "lock")}#${node.key}` }));
	});
	return nodes.map(({ id, flake, identity, broughtBy, followedBy, rev, lastModified, url }) => ({
		id,
		flake,
		inputs: [broughtBy, ...followedBy].map((path) => path.join("/")),
		rev: rev ?? null,
		date: dayOf(lastModified) ?? null,
		lastModified: lastModified ?? null,
		url,
		equalTo: nodes
			.filter((other) => other.identity === identity && other.identity !== other.key && other.id !== id)
			.map((other) => other.id),
	}));
}
