import type { Inventory } from "../../instances/inventory.ts";
import type { Site, Use } from "../../instances/site.ts";
import type { Range } from "../../text/range.ts";
import type { Layout } from "../edit/reindent.ts";
import { refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { Mover } from "./mover.ts";

/** A call for another place. */
export interface MovedCall {
	/** Its text, laid out as the place is. */
	readonly write: (layout: Layout) => string;
	/** The comments that its text has no more. */
	readonly lost: readonly Range[];
	/** The expression that gave the system, as the user wrote it; undefined if the call does not depend on it. */
	readonly system: string | undefined;
}

/** Writes the call of a site so that it means the same in the outputs scope. @throws Refusal where that can't be done. */
export function moveCall(inventory: Inventory, site: Site, uses: readonly Use[], destination: Destination): MovedCall {
	const file = inventory.snapshot.file(site.path) ?? refuse("the file is gone");
	const mover = new Mover(inventory, file, site.node, uses, destination);
	mover.move(site.node);
	return { write: (layout) => mover.write(layout), lost: mover.lost, system: mover.system };
}
