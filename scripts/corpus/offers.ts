import { findingsOf } from "../../server/src/features/diagnostics.ts";
import type { Inventory } from "../../server/src/instances/inventory.ts";
import { refactorings } from "../../server/src/refactorings/index.ts";
import type { Refactoring } from "../../server/src/refactorings/refactoring.ts";
import type { FileEdits } from "../../server/src/text/edit.ts";
import type { Range } from "../../server/src/text/range.ts";

/** What a refactoring says at a place. */
export interface Answer {
	readonly refactoring: Refactoring;
	readonly path: string;
	readonly range: Range;
	readonly title: string;
	/** Undefined for a refusal. */
	readonly edits: FileEdits | undefined;
	/** Why it is refused. */
	readonly refusal: string | undefined;
}

/**
 * What every refactoring says at every site and every finding, but for those that are `left` out. The same change
 * offered twice is given once.
 */
export function* answersOf(
	inventory: Inventory,
	left: (refactoring: Refactoring, path: string, range: Range) => boolean = () => false,
): Generator<Answer, void, undefined> {
	const seen = new Set<string>();
	const sites = [...inventory.sites, ...inventory.otherSites].map(({ path, node }) => ({ path, range: node }));
	for (const { path, range: at } of [...sites, ...findingsOf(inventory.snapshot)]) {
		const range = { start: at.start, end: at.end };
		for (const refactoring of refactorings) {
			if (left(refactoring, path, range)) continue;
			const outcome = refactoring.at(inventory, path, range);
			if (outcome === undefined) continue;
			const edits = "edits" in outcome ? outcome.edits : undefined;
			const refusal = "refusal" in outcome ? outcome.refusal : undefined;
			const key = JSON.stringify([refactoring.name, edits === undefined ? [path, range] : plain(edits)]);
			if (!seen.has(key)) yield { refactoring, path, range, title: outcome.title, edits, refusal };
			seen.add(key);
		}
	}
}

/** A change as plain data. */
function plain(edits: FileEdits) {
	return [...edits].map(([path, each]) => [path, each.map(({ range, newText }) => [range.start, range.end, newText])]);
}
