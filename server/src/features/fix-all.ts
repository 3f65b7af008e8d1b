import type { Snapshot } from "../flake/snapshot.ts";
import { inventoryOf } from "../instances/inventory.ts";
import { refactorings } from "../refactorings/index.ts";
import { mends, type Outcome } from "../refactorings/refactoring.ts";
import type { Finding } from "../rules/rule.ts";
import { differenceOf, type FileEdits } from "../text/edit.ts";
import { findingsOf } from "./diagnostics.ts";

/** A finding that was fixed. */
export interface Fixed {
	readonly finding: Finding;
	/** What was done: the title of the refactoring. */
	readonly title: string;
	/** What it rests on, if that can't be told from the text. */
	readonly assumption?: string;
}

/** A finding that is left. */
export interface Unfixed {
	readonly finding: Finding;
	/** Why it can't be fixed; undefined if no refactoring fixes what its rule finds. */
	readonly reason: string | undefined;
	/** What its fix would rest on, if it was left for that reason only. */
	readonly assumption: string | undefined;
}

/** What fixing all findings came to. */
export interface FixResult {
	/** The files as they are then. */
	readonly snapshot: Snapshot;
	/** The workspace paths of the files that are not as before. */
	readonly changed: readonly string[];
	/** In the order in which they were fixed; each finding is in the files as they were at that moment. */
	readonly fixed: readonly Fixed[];
	/** Their ranges are in the files as they are then. */
	readonly unfixed: readonly Unfixed[];
}

/** More fixes than any flake needs: going on would never end. */
const maxFixes = 10_000;

/**
 * Fixes the findings that are `wanted`, one after the other, until there is none left that can be fixed; if `unsafe`,
 * also by changes that rest on an assumption. @throws Error if fixing brings up new findings without end.
 */
export function fixAll(before: Snapshot, wanted: (finding: Finding) => boolean, unsafe = false): FixResult {
	let snapshot = before;
	const changed = new Set<string>();
	const fixed: Fixed[] = [];
	// What was refused is tried again only when nothing else is left: by then it may have become possible.
	let refused = new Set<string>();
	for (;;) {
		const unfixed: Unfixed[] = [];
		const isTriedAgain = refused.size === 0;
		const fix = firstFix(snapshot, wanted, unsafe, unfixed, refused);
		if (fix === undefined && isTriedAgain) return { snapshot, changed: [...changed].sort(), fixed, unfixed };
		if (fix === undefined) {
			refused = new Set();
			continue;
		}
		if (fixed.length === maxFixes) throw new Error(`fixing does not end: ${fix.title}`);
		const { edits, ...done } = fix;
		fixed.push(done);
		for (const path of edits.keys()) changed.add(path);
		snapshot = snapshot.edited(edits);
	}
}

/** The change that fixing came to, as one edit of each file. */
export function editsOf(before: Snapshot, { snapshot, changed }: FixResult): FileEdits {
	return new Map(
		changed.map((path) => [path, [differenceOf(before.text(path) ?? "", snapshot.text(path) ?? "")]] as const),
	);
}

/** The first fix that can be done. Findings before it, which have none, go to `unfixed`; those `refused` are passed over. */
function firstFix(
	snapshot: Snapshot,
	wanted: (finding: Finding) => boolean,
	unsafe: boolean,
	unfixed: Unfixed[],
	refused: Set<string>,
): (Fixed & { readonly edits: FileEdits }) | undefined {
	for (const finding of findingsOf(snapshot).filter(wanted)) {
		const { rule, path, range } = finding;
		const key = JSON.stringify([rule, path, snapshot.text(path)?.slice(range.start, range.end), finding.message]);
		if (refused.has(key)) continue;
		const outcomes = fixesOf(snapshot, finding);
		for (const outcome of outcomes) {
			if ("edits" in outcome && (unsafe || outcome.assumption === undefined)) return { finding, ...outcome };
		}
		refused.add(key);
		const reasons = outcomes.flatMap((outcome) => ("refusal" in outcome ? outcome.refusal : []));
		const assumption = outcomes.flatMap((outcome) => ("edits" in outcome ? (outcome.assumption ?? []) : []))[0];
		unfixed.push({ finding, reason: reasons.length === 0 ? undefined : reasons.join("; "), assumption });
	}
	return undefined;
}

function fixesOf(snapshot: Snapshot, { rule, path, range }: Finding): readonly Outcome[] {
	const inventory = inventoryOf(snapshot);
	return refactorings
		.filter((refactoring) => mends(refactoring, rule))
		.flatMap((refactoring) => refactoring.at(inventory, path, range) ?? []);
}
