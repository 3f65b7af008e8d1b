import type { Entry } from "../entry.ts";

const MANUAL = "https://flake.parts/module-arguments.html";

/** The arguments of a module in flake-parts' `perSystem`. */
export const PER_SYSTEM: readonly Entry[] = [
	argument(
		"pkgs",
		"package set",
		"The packages for this system: `inputs'.nixpkgs.legacyPackages` unless it is replaced.",
		[
			"It has neither `config` nor overlays. To have them, set `_module.args.pkgs` in `perSystem`: one instance for each system.",
			"Without an input that is called `nixpkgs` it throws.",
		],
	),
	argument("system", "string", "The system that this is evaluated for, such as `x86_64-linux`.", [
		"It is a special argument: `imports` may depend on it.",
	]),
	argument("inputs'", "set", "The inputs with the system chosen: `inputs'.other.packages.tool`.", [
		"The name ends in a prime. `inputs` without it is an argument of the module around `perSystem`.",
		"An input that is not a flake throws.",
	]),
	argument("self'", "set", "This flake's own outputs with the system chosen: `self'.packages.default`.", [
		"The name ends in a prime. `self` without it is an argument of the module around `perSystem`.",
	]),
	argument("config", "set", "The values of this system's options, such as `config.packages`.", [
		"It hides the `config` around `perSystem`, which is reached by a name for all arguments: `top@{ config, ... }:`.",
	]),
	argument("lib", "set", "The library of the input `nixpkgs-lib` of flake-parts.", []),
	argument("options", "set", "The declarations of this system's options.", []),
	misplaced("inputs", "`inputs'`"),
	misplaced("self", "`self'`"),
	misplaced("withSystem", "the arguments of `perSystem`, which are those that it gives"),
	misplaced("getSystem", "`config`, which is this system's"),
	misplaced("moduleWithSystem", "a module around `perSystem`"),
];

function argument(name: string, type: string, meaning: string, pitfalls: readonly string[]): Entry {
	return {
		name,
		standing: "current",
		type,
		accepts: [],
		default: "given by flake-parts",
		meaning,
		values: [],
		example: `perSystem = { ${name}, ... }: { };`,
		pitfalls,
		manual: `${MANUAL}#persystem-module-parameters`,
	};
}

function misplaced(name: string, instead: string): Entry {
	return {
		...argument(name, "none here", "An argument of the module around `perSystem`.", [
			"Here it throws when it is used.",
		]),
		standing: "rejected",
		instead,
		example: `{ ${name}, ... }: {\n  perSystem = { pkgs, ... }: { };\n}`,
		manual: `${MANUAL}#top-level-module-arguments`,
	};
}
