import { alternatives } from "./choices.ts";
import type { List, Thunk, Unknown, Value } from "./value.ts";
import { because, list, unknown } from "./value.ts";

/** What is known of the items that a list may have beside those that it is known to have. */
type Doubt = Pick<List, "open" | "others">;

/** Longer lists than this are not followed to their end. */
const maxItems = 10_000;

/** Lists one after the other. Where a part is not known, the result holds all items that may be there, and is open. */
export function concat(parts: readonly Value[]): List {
	const items: Thunk[] = [];
	const doubts: Doubt[] = [];
	let certain = true;
	for (const part of parts) {
		const possible = alternatives(part);
		if (possible.length > 1) {
			doubts.push({ open: unknown("the list depends on a condition that is not known") });
			certain = false;
		}
		for (const value of possible) {
			if (value.kind === "list") {
				items.push(...value.items);
				certain &&= value.certain;
				doubts.push(value);
			} else doubts.push(value.kind === "unknown" ? unknownItems(value) : { open: unknown("‘++’ takes two lists") });
		}
		if (items.length > maxItems) return list([], unknown("the list is too long to follow"), true);
	}
	const { open, others } = doubts.reduce(doubtOf, { open: undefined });
	return { ...list(items, open, certain), others };
}

/** Why two parts of a list may hold other items, and what these come from. */
export function doubtOf(a: Doubt, b: Doubt): Doubt {
	if (a.open === undefined) return { open: b.open, others: b.others };
	if (b.open === undefined) return { open: a.open, others: a.others };
	const others = a.others && b.others && [...a.others, ...b.others];
	return { open: others === undefined && a.others !== undefined ? b.open : a.open, others };
}

/** What is known of the items of a list, or of one of its items that may be a list, that is not known itself. */
export function unknownItems(value: Unknown): Doubt {
	return { open: because(value), others: value.symbol === undefined ? undefined : [value] };
}
