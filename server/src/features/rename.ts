import type { Inventory } from "../instances/inventory.ts";
import { orElse, refuse } from "../refactorings/refusal.ts";
import type { FileEdits } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import { nameUnder } from "./names/caret.ts";
import { nameRange } from "./names/nodes.ts";
import { renameEdits } from "./rename/edits.ts";
import { type NameClass, nameClassAt } from "./rename/name-class.ts";
import { refuseObstacles } from "./rename/obstacles.ts";
import { refuseTaken } from "./rename/taken.ts";
import { verifyRename } from "./rename/verify.ts";

/** A name that can be changed, or the reason why it can't. */
export type Renameable = { readonly name: string; readonly range: Range } | { readonly refusal: string };

/** The whole change, or the reason why it can't be made rightly. */
export type Renamed = { readonly edits: FileEdits } | { readonly refusal: string };

/** The name of an instance at `offset`, if it can be changed everywhere. Undefined if no instance is named there. */
export function renameableAt(inventory: Inventory, path: string, offset: number): Renameable | undefined {
	return inClass(inventory, path, offset, ({ name }, range) => ({ name, range }));
}

/**
 * Gives the instance that is named at `offset` another name: its binding, the special arguments and formals that carry
 * it, and all uses, in every file. Undefined if no instance is named there.
 */
export function renameAt(inventory: Inventory, path: string, offset: number, newName: string): Renamed | undefined {
	return inClass<Renamed>(inventory, path, offset, (nameClass) => {
		if (newName === nameClass.name) return { edits: new Map() };
		refuseTaken(inventory, nameClass, newName);
		const edits = renameEdits(inventory, nameClass, newName);
		verifyRename(inventory, edits, nameClass.name, newName);
		return { edits };
	});
}

function inClass<R>(
	inventory: Inventory,
	path: string,
	offset: number,
	work: (nameClass: NameClass, range: Range) => R,
): R | { readonly refusal: string } | undefined {
	const node = nameUnder(inventory, path, offset);
	if (node === undefined) return undefined;
	const find = () => {
		const nameClass = nameClassAt(inventory, path, node);
		if (nameClass === undefined) return undefined;
		if (nameClass.given !== undefined) refuse(nameClass.given);
		refuseObstacles(inventory, nameClass);
		return work(nameClass, nameRange(node));
	};
	return orElse(find, (refusal) => ({ refusal }));
}
