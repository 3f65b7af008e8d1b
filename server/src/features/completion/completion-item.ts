import type { TextEdit } from "../../text/edit.ts";

/** What a completion is; editors show each with a sign of its own. */
export type CompletionKind =
	| "setting"
	| "value"
	| "system"
	| "input"
	| "argument"
	| "attribute"
	| "instance"
	| "overlay";

/** What is said of a completion: a text in Markdown, or what `documentation` makes one of when it is asked for. */
export type Documented = { readonly markdown: string } | { readonly topic: Topic } | undefined;

/** A name that there is something to read about: a setting by its reader and path, a platform, an architecture. */
export type Topic =
	| readonly ["setting", ...path: readonly string[]]
	| readonly ["platform" | "example" | "architecture", name: string];

/** One of the texts that may be typed at a place. */
export interface Completion {
	readonly label: string;
	readonly kind: CompletionKind;
	/** What is compared with the text that is typed, if not the label. */
	readonly filter?: string;
	/** One line on what it is. */
	readonly detail?: string | undefined;
	readonly newText: string;
	/** The new text with places to go on typing, in the syntax of the language server protocol. */
	readonly snippet?: string | undefined;
	readonly documented?: Documented;
	/** Edits elsewhere in the file. */
	readonly edits?: readonly TextEdit[];
	/** Characters that accept it when they are typed. */
	readonly commit?: readonly string[];
}

/** Completions whose new text is what they are called, the same for all. */
export function plain(labels: readonly string[], rest: Omit<Completion, "label" | "newText">): readonly Completion[] {
	return labels.map((label) => ({ label, newText: label, ...rest }));
}

/** A completion for a place between parentheses: without those that it has itself. */
export function unwrapped(completion: Completion): Completion {
	const bare = (text: string) => text.replace(/^\((.*)\)$/s, "$1");
	const { newText, snippet } = completion;
	return { ...completion, newText: bare(newText), snippet: snippet && bare(snippet) };
}

/** Completions for texts, with quotes where they do not stand between some. */
export function quoted(completions: readonly Completion[], inString: boolean): readonly Completion[] {
	return inString ? completions : completions.map((each) => ({ ...each, newText: `"${each.newText}"` }));
}
