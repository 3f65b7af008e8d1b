import { offersAt } from "../../server/src/features/code-actions.ts";
import { definitionsAt } from "../../server/src/features/definition.ts";
import { findingsOf } from "../../server/src/features/diagnostics.ts";
import { hover } from "../../server/src/features/hover.ts";
import { referencesAt } from "../../server/src/features/references.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { report } from "../../server/src/instances/report.ts";
import type { Range } from "../../server/src/text/range.ts";

/** Everything that people are told of a workspace, with all places, as text to compare. */
export function told(snapshot: Snapshot): string {
	return text({ findings: findingsOf(snapshot), ...report(inventoryOf(snapshot)) });
}

/** What is answered to questions about a place in a file, as text to compare. */
export function answered(snapshot: Snapshot, path: string, offset: number): string {
	const inventory = inventoryOf(snapshot);
	return inventory.evaluation.ask(() =>
		text({
			hover: hover(inventory, path, offset),
			definitions: definitionsAt(inventory, path, offset),
			references: referencesAt(inventory, path, offset, true),
			offers: offersAt(snapshot, path, { start: offset, end: offset }).map(({ outcome }) => ({
				title: outcome.title,
				result: "edits" in outcome ? [...outcome.edits] : outcome.refusal,
			})),
		}),
	);
}

function text(said: object): string {
	// A range may be a whole node.
	const plain = (key: string, value: unknown) => (key === "range" ? rangeOf(value as Range) : value);
	return JSON.stringify(said, plain, "\t");
}

function rangeOf({ start, end }: Range): Range {
	return { start, end };
}
