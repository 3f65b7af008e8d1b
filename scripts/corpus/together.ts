import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { type Inventory, inventoryOf } from "../../server/src/instances/inventory.ts";
import type { Refactoring } from "../../server/src/refactorings/refactoring.ts";
import type { Range } from "../../server/src/text/range.ts";
import { type Answer, answersOf } from "./offers.ts";

/** What came of making all changes. */
export interface Together {
	readonly after: Snapshot;
	/** The files that were changed. */
	readonly paths: ReadonlySet<string>;
	readonly count: number;
	/** The change at which it was given up, as there were always more. */
	readonly endless: string | undefined;
}

/** More changes than any repository needs: going on would never end. */
const maxChanges = 500;

/** Makes the first change that is offered, over and over. */
export function makeAll(before: Snapshot): Together {
	let after = before;
	const paths = new Set<string>();
	const refused = new Set<string>();
	for (let count = 0; ; count++) {
		const offer = nextOffer(inventoryOf(after), refused);
		if (offer?.edits === undefined) return { after, paths, count, endless: undefined };
		if (count === maxChanges) return { after, paths, count, endless: `${offer.title} (${offer.path})` };
		for (const path of offer.edits.keys()) paths.add(path);
		after = after.edited(offer.edits);
	}
}

/** The first change that is offered; what was refused before is asked again only where there is no other. */
function nextOffer(inventory: Inventory, refused: Set<string>): Answer | undefined {
	const offer = firstOffer(inventory, refused);
	if (offer !== undefined) return offer;
	refused.clear();
	return firstOffer(inventory, refused);
}

/** The first change that is offered, without asking again for what is `refused`; what is refused now is added to that. */
function firstOffer(inventory: Inventory, refused: Set<string>): Answer | undefined {
	const keyOf = ({ name }: Refactoring, path: string, { start, end }: Range) =>
		`${name} ${path} ${inventory.snapshot.text(path)?.slice(start, end)}`;
	for (const answer of answersOf(inventory, (...place) => refused.has(keyOf(...place)))) {
		if (answer.edits !== undefined) return answer;
		refused.add(keyOf(answer.refactoring, answer.path, answer.range));
	}
	return undefined;
}
