import type { Snapshot } from "../flake/workspace.ts";

/** Every nixpkgs instance of a workspace folder: what rules, refactorings and features work on. */
export interface Inventory {
	readonly snapshot: Snapshot;
}

/** The inventory of a snapshot; kept as long as only comments and white space change. */
export function inventoryOf(snapshot: Snapshot): Inventory {
	return { snapshot };
}
