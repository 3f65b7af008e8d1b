/** A state of nixpkgs that the data in this folder is true of. */
export interface Revision {
	/** The release, as nixpkgs writes it: `25.11`, or `26.11pre` while it is being developed. */
	readonly release: string;
	/** The commit of github.com/NixOS/nixpkgs. */
	readonly commit: string;
}

/**
 * The state that the texts were last checked against: `config.nix` at this commit, and other files as of 2025 and 2026.
 * What is in `generated/` names its own.
 */
export const CHECKED_AGAINST: Revision = {
	release: "26.11pre",
	commit: "032eb1b381b2dad9416d2ed9ce40207e027e0a37",
};

/**
 * `derived`: worked out by nixpkgs, and seldom given. `internal`: not meant for users. `deprecated`: works, but has a
 * replacement. `removed`: once had a meaning, and is ignored today. `rejected`: nixpkgs stops where it is given.
 */
export type Standing = "current" | "derived" | "internal" | "deprecated" | "removed" | "rejected";

/** What Nix' `builtins.typeOf` gives, with booleans and numbers in full words. */
export type Kind = "string" | "boolean" | "number" | "null" | "list" | "set" | "function" | "path";

/** What a user should know of one name that nixpkgs gives a meaning to. Texts are Markdown, without line breaks. */
export interface Entry {
	/** For an attribute of a set, its path with dots: `gcc.arch`. */
	readonly name: string;
	readonly standing: Standing;
	/** What may be given. */
	readonly type: string;
	/** The kinds of values that may be given; empty where any may. */
	readonly accepts: readonly Kind[];
	/** What holds when nothing is given. */
	readonly default: string;
	readonly meaning: string;
	/** What it turns into when packages are built: a compiler's flag, an option of `configure`, a setting. */
	readonly becomes?: string;
	/** The first release that the standing is true of, where that is not long ago: `26.11`. */
	readonly since?: string;
	/** What to write instead of a name that is deprecated, removed or rejected. */
	readonly instead?: string;
	/** Nix expressions that are often given; not all that may be. */
	readonly values: readonly string[];
	/** Bindings of a set, in Nix. */
	readonly example: string;
	/** What goes wrong, one sentence or two each; the commonest first. */
	readonly pitfalls: readonly string[];
	/** The address of the manual's section. */
	readonly manual: string;
}

/** Entries by their names, in the order of the list. */
export type Entries = ReadonlyMap<string, Entry>;

/** Puts lists of entries together. */
export function byName(...lists: readonly (readonly Entry[])[]): Entries {
	return new Map(lists.flat().map((entry) => [entry.name, entry]));
}

/** The names of the attributes directly below `path`, such as `gcc`; of the outermost ones for the empty path. */
export function namesBelow(entries: Entries, path: string): readonly string[] {
	const prefix = path === "" ? "" : `${path}.`;
	const below = [...entries.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
	return [...new Set(below.map((name) => name.split(".")[0] ?? name))];
}
