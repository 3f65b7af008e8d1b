import { findingsOf } from "../../server/src/features/diagnostics.ts";
import type { Snapshot } from "../../server/src/flake/workspace.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { report } from "../../server/src/instances/report.ts";

/** Everything that people are told of a workspace, with all places, as text to compare. */
export function told(snapshot: Snapshot): string {
	return JSON.stringify({ findings: findingsOf(snapshot), ...report(inventoryOf(snapshot)) }, undefined, "\t");
}
