import { type Inventory, inventoryOf } from "../../instances/inventory.ts";
import { unboundNames } from "../../semantics/scopes.ts";
import type { FileEdits } from "../../text/edit.ts";
import { refuse } from "../refusal.ts";

/** The inventory of the workspace as it would be with the edits. */
export function inventoryAfter({ snapshot }: Inventory, edits: FileEdits): Inventory {
	return inventoryOf(snapshot.edited(edits));
}

/**
 * Makes sure that the edits bring up no syntax error and leave no name unbound.
 * @throws Refusal if they do.
 */
export function checkTexts(before: Inventory, after: Inventory, edits: FileEdits): void {
	for (const path of edits.keys()) {
		const [old, fresh] = [before, after].map(({ snapshot }) => snapshot.file(path)?.tree);
		if (old === undefined || fresh === undefined) refuse(`${path.slice(1)} can't be read`);
		if (fresh.errors.length > old.errors.length) refuse(`the change would not parse in ${path.slice(1)}`);
		if (unboundNames(fresh.root).length > unboundNames(old.root).length) {
			refuse(`the change would leave a name unbound in ${path.slice(1)}`);
		}
	}
}
