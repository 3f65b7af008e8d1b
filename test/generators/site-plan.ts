import fc from "fast-check";

/** What tells one import of nixpkgs from another. */
export interface SitePlan {
	readonly name: string;
	readonly source: "unstable" | "stable" | "own";
	readonly sourceSpelling: "plain" | "parentheses" | "text" | "path";
	readonly system:
		| "inherit"
		| "pkgs"
		| "platform"
		| "inherit-platform"
		| "local"
		| "local-dotted"
		| "text"
		| "beside"
		| "special"
		| "literal";
	readonly literal: string;
	readonly cross: "none" | "double" | "triple" | "example";
	readonly config:
		| "none"
		| "dotted"
		| "set"
		| "lines"
		| "repeated"
		| "predicate"
		| "string"
		| "list"
		| "beside"
		| "own";
	readonly overlays: "none" | "empty" | "inline" | "lines" | "file" | "folder" | "beside";
	readonly wrap: "plain" | "parentheses" | "recursive" | "union" | "let";
	readonly form: SiteForm;
	readonly lines: boolean;
}

const siteForms = [
	"let",
	"let-parentheses",
	"inline",
	"with",
	"inherit",
	"nested",
	"interpolated",
	"alias",
	"import-alias",
	"argument",
	"attribute",
	"condition",
	"unused",
	"set",
	"twice",
	"hidden",
] as const;
export type SiteForm = (typeof siteForms)[number];

/** What instances are called. */
export const names = [
	"pkgs-unstable",
	"unstable",
	"pkgs-stable",
	"nixpkgs-unstable",
	"pkgs-nixpkgs",
	"pkgs",
	"x",
] as const;

/** One value more often than all others together. */
export const usually = <const T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
	fc.oneof(
		{ weight: others.length + 1, arbitrary: fc.constant(usual) },
		{ weight: others.length, arbitrary: fc.constantFrom(usual, ...others) },
	);

/** The systems of hosts. */
export const systems = ["x86_64-linux", "aarch64-linux"] as const;

/** Plans of imports. */
export const sites: fc.Arbitrary<SitePlan> = fc.record({
	name: fc.constantFrom(...names),
	source: usually("unstable", "stable", "own"),
	sourceSpelling: usually("plain", "parentheses", "text", "path"),
	system: fc.constantFrom(
		"inherit",
		"pkgs",
		"platform",
		"inherit-platform",
		"local",
		"local-dotted",
		"text",
		"special",
		"literal",
		"beside",
	),
	literal: fc.constantFrom(...systems),
	cross: fc.oneof({ weight: 5, arbitrary: fc.constant("none") }, fc.constantFrom("double", "triple", "example")),
	config: usually("none", "dotted", "set", "lines", "repeated", "predicate", "string", "list", "beside", "own"),
	overlays: usually("none", "empty", "inline", "lines", "file", "folder", "beside"),
	wrap: usually("plain", "parentheses", "recursive", "union", "let"),
	form: fc.constantFrom(...siteForms),
	lines: fc.boolean(),
});
