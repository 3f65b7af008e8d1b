import type { Snapshot } from "../flake/snapshot.ts";
import { inventoryOf } from "../instances/inventory.ts";
import { refactorings } from "../refactorings/index.ts";
import { mends, type Outcome, type Refactoring } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/rule.ts";
import { type Range, touches } from "../text/range.ts";
import { findingsOf } from "./diagnostics.ts";
import type { RuleLevels } from "./rule-levels.ts";

/** A refactoring at a place: its edits, or why it can't be done. */
export interface Offer {
	readonly refactoring: Refactoring;
	/** The finding that it mends, if it is the fix of one. */
	readonly finding: Finding | undefined;
	readonly outcome: Outcome;
}

/** The findings at `range` of a file. */
export function findingsAt(snapshot: Snapshot, path: string, range: Range, levels?: RuleLevels): readonly Finding[] {
	return findingsOf(snapshot, levels).filter((finding) => finding.path === path && touches(finding.range, range));
}

/** Every refactoring that has something to say at `range` of a file: as the fix of each finding there, or else by itself. */
export function offersAt(snapshot: Snapshot, path: string, range: Range, levels?: RuleLevels): Offer[] {
	const inventory = inventoryOf(snapshot);
	const here = findingsAt(snapshot, path, range, levels);
	return refactorings.flatMap((refactoring) => {
		const mended = here.filter(({ rule }) => mends(refactoring, rule));
		return (mended.length > 0 ? mended : [undefined]).flatMap((finding) => {
			const outcome = refactoring.at(inventory, path, finding?.range ?? range);
			return outcome === undefined ? [] : [{ refactoring, finding, outcome }];
		});
	});
}
