import type { Inventory } from "../instances/inventory.ts";
import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** How grave a finding is, by the words of the protocol. */
export type Severity = "error" | "warning" | "information" | "hint";

/** A place that explains a finding. */
export interface Related {
	readonly path: string;
	readonly range: Range;
	readonly message: string;
}

/** Something a rule has to say about a place. */
export interface Finding {
	/** The rule's name, which is also the name of its page. */
	readonly rule: string;
	readonly severity: Severity;
	/** The workspace path of the file. */
	readonly path: string;
	readonly range: Range;
	readonly message: string;
	readonly related: readonly Related[];
	/** What mends it, where the rule itself is sure of that. */
	readonly mend?: Mend | undefined;
}

/** A small change of the file that a finding is in. */
export interface Mend {
	readonly title: string;
	readonly change: Change;
	/** What the change rests on, where that can't be told from the text. */
	readonly assumption?: string;
}

/** Edits, the place of a binding to leave out, or a binding and the place of the set to add it to. */
export type Change =
	| { readonly edits: readonly TextEdit[] }
	| { readonly removed: Range }
	| { readonly added: string; readonly to: Range };

/** One diagnostic. Its page, of the same name beside it, is its docs and its tests. */
export interface Rule {
	/** Reads as "allow <name>". */
	readonly name: string;
	/** Everything that the rule finds in a workspace. Says nothing where something it rests on is unknown. */
	check(inventory: Inventory): Iterable<Finding>;
}
