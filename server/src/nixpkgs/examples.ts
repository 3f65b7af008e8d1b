import { EXAMPLES } from "./generated/examples.ts";

/** A platform of `lib.systems.examples`; `pkgs.pkgsCross` has a package set for each. */
export interface Example {
	readonly name: string;
	/** The triple. */
	readonly config: string;
	/** All attributes, as plain data that `elaborate` takes. */
	readonly platform: { readonly [name: string]: unknown };
	/** The example to use in its place, if it is an old name. */
	readonly instead: string | undefined;
}

/** Old names that nixpkgs keeps, and means to warn of after 26.05. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
	["mingw32", "mingw-msvcrt-i686"],
	["mingwW64", "mingw-msvcrt-x86_64"],
	["ucrt64", "mingw-ucrt-x86_64"],
	["ucrtAarch64", "mingw-ucrt-aarch64"],
]);

/** The example platforms by name. */
export const examples: ReadonlyMap<string, Example> = new Map(
	Object.entries(EXAMPLES).map(([name, platform]) => [
		name,
		{ name, config: platform.config, platform, instead: REPLACEMENTS.get(name) },
	]),
);
