/** The names that Nix itself puts in scope; the rest of the builtins are reached through `builtins` alone. */
export const globalNames: ReadonlySet<string> = new Set([
	"abort",
	"baseNameOf",
	"break",
	"builtins",
	"derivation",
	"derivationStrict",
	"dirOf",
	"false",
	"fetchGit",
	"fetchMercurial",
	"fetchTarball",
	"fetchTree",
	"fromTOML",
	"import",
	"isNull",
	"map",
	"null",
	"placeholder",
	"removeAttrs",
	"scopedImport",
	"throw",
	"toString",
	"true",
]);

/** True for a name that is in scope everywhere, such as `map` and `__currentSystem`. */
export function isGlobal(name: string): boolean {
	return globalNames.has(name) || name.startsWith("__");
}
