import type { Inventory } from "../instances/inventory.ts";
import type { FileEdits } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** What a refactoring would do at a place: the whole change, or the reason why it can't be done rightly. */
export type Outcome = Edits | { readonly title: string; readonly refusal: string };

/** A whole change. */
export interface Edits {
	readonly title: string;
	readonly edits: FileEdits;
	/** What the change rests on, where that can't be told from the text: `the overlay is used on no other system`. */
	readonly assumption?: string;
}

/** One refactoring. Its page, of the same name beside it, is its docs and its tests. */
export interface Refactoring {
	readonly name: string;
	/** The rule or rules whose findings it mends, if there are any: then it is offered as their quick fix. */
	readonly fixes: string | readonly string[] | undefined;
	/** It moves an instance to another place, as editors tell apart from rewriting one in its place. */
	readonly moves?: true;
	/** The change at `range` of the file, or undefined if there is nothing here for it to do. */
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined;
}

/** True if a refactoring mends the findings of a rule. */
export function mends({ fixes }: Pick<Refactoring, "fixes">, rule: string): boolean {
	return typeof fixes === "string" ? fixes === rule : (fixes?.includes(rule) ?? false);
}
