import { byName, type Entries, type Entry } from "./entry.ts";
import { MANUAL } from "./manual.ts";

const NOT_BOTH = "Not `system` and `localSystem` at once: together they fail an assertion.";
const NO_CURRENT_SYSTEM =
	"A flake must give `system` or `localSystem`: without `--impure`, Nix stops with `attribute 'currentSystem' missing`.";

/** The arguments of nixpkgs' top-level function, `import nixpkgs { … }`. It ignores all other names without a word. */
const ENTRIES: readonly Entry[] = [
	{
		name: "system",
		standing: "current",
		type: "string, processor and operating system joined by a dash",
		accepts: ["string"],
		default: "`builtins.currentSystem`, which a flake does not have",
		meaning:
			"The platform that packages are built on and run on. Short for `localSystem = { system = …; }`, and the usual spelling.",
		values: [`"x86_64-linux"`, `"aarch64-linux"`, `"aarch64-darwin"`, `"armv7l-linux"`, `"riscv64-linux"`],
		example: `system = "x86_64-linux";`,
		pitfalls: [
			NO_CURRENT_SYSTEM,
			NOT_BOTH,
			"It takes a string only: a set of platform attributes belongs in `localSystem`.",
			'`x86_64-darwin` is gone from 26.11 on: the package set throws when it is used, unless `config.allowDeprecatedx86_64Darwin` is `"force"`.',
		],
		manual: `${MANUAL}#sec-cross-usage`,
	},
	{
		name: "localSystem",
		standing: "current",
		type: "string or set of platform attributes",
		accepts: ["string", "set"],
		default: "`{ system = builtins.currentSystem; }`, which a flake does not have",
		meaning: "The platform that packages are built on. They run on it too, unless `crossSystem` names another.",
		values: [`"x86_64-linux"`, `{ system = "aarch64-linux"; }`, `{ config = "x86_64-unknown-linux-musl"; }`],
		example: `localSystem.config = "x86_64-unknown-linux-musl";`,
		pitfalls: [
			NO_CURRENT_SYSTEM,
			NOT_BOTH,
			"A set needs `system`, or `config` with a triple such as `aarch64-unknown-linux-gnu`. Of the two, `config` wins without a word.",
			'`gcc` replaces the platform\'s own as a whole: on `aarch64-linux`, setting only `gcc.tune` loses `gcc.arch = "armv8-a"`.',
			"With a `gcc.arch`, every derivation needs a builder that has the system feature `gccarch-<arch>`.",
			"`hostPlatform` and `buildPlatform` are options of NixOS. Here they are ignored.",
		],
		manual: `${MANUAL}#sec-cross-usage`,
	},
	{
		name: "crossSystem",
		standing: "current",
		type: "string, set of platform attributes, or null",
		accepts: ["string", "set", "null"],
		default: "the same as `localSystem`: nothing is cross-compiled",
		meaning:
			"The platform that packages run on. If it is not that of `localSystem`, packages are cross-compiled: built there, to run here.",
		values: [
			"lib.systems.examples.aarch64-multiplatform",
			`"riscv64-linux"`,
			`{ config = "aarch64-unknown-linux-musl"; }`,
		],
		example: `localSystem = "x86_64-linux";\ncrossSystem = "aarch64-linux";`,
		pitfalls: [
			"Every difference counts: another `gcc.arch` alone makes all packages cross-compiled.",
			"A 32-bit ARM triple needs `gnueabi` or `gnueabihf` at its end; with `gnu` it is ambiguous and fails.",
			"`pkgs.pkgsCross.<name>` is short for an import with a platform of `lib.systems.examples`, and makes a whole package set too.",
		],
		manual: `${MANUAL}#sec-cross-usage`,
	},
	{
		name: "config",
		standing: "current",
		type: "set, or function from `{ pkgs, lib, ... }` to one",
		accepts: ["set", "function"],
		default:
			"`{ }` in a flake; elsewhere the file named by `$NIXPKGS_CONFIG`, or else `~/.config/nixpkgs/config.nix`, if there is one",
		meaning:
			"The settings of this package set: which licences, insecure and broken packages it accepts, and features such as CUDA.",
		values: [
			"{ allowUnfree = true; }",
			`{ permittedInsecurePackages = [ "openssl-1.1.1w" ]; }`,
			"{ cudaSupport = true; }",
		],
		example: "config.allowUnfree = true;",
		pitfalls: [
			"A name that nixpkgs does not know does nothing, and nothing tells you: `allowUnfre = true` still refuses. `warnUndeclaredOptions = true` makes it warn.",
			"The option `nixpkgs.config` of NixOS and home-manager does not reach this instance. Passing it on may drop settings.",
			"Environment variables such as `NIXPKGS_ALLOW_UNFREE` have no effect in a flake without `--impure`.",
			"A function that needs `pkgs` to tell which settings there are recurses without end; `lib` is safe. Up to 25.11 it gets `pkgs` only.",
		],
		manual: `${MANUAL}#chap-packageconfig`,
	},
	{
		name: "overlays",
		standing: "current",
		type: "list of functions `final: prev: { … }`",
		accepts: ["list"],
		default:
			"`[ ]` in a flake; elsewhere those of `<nixpkgs-overlays>`, or else of `~/.config/nixpkgs/overlays.nix` or `overlays/`, if there are any",
		meaning:
			"Packages that are added or changed, applied in the order of the list. `final` is the finished package set, `prev` the one before this overlay.",
		values: [],
		example: "overlays = [\n  (final: prev: {\n    hello = prev.hello.overrideAttrs { doCheck = false; };\n  })\n];",
		pitfalls: [
			"The name is a plural: `overlay = …` is ignored without a word.",
			"Each element must be a function: put parentheses around a lambda, and `import` a file.",
			"An overlay that imports nixpkgs itself makes one more instance for every package set that it is applied to.",
			"The option `nixpkgs.overlays` of NixOS and home-manager does not reach this instance.",
		],
		manual: `${MANUAL}#sec-overlays-argument`,
	},
	{
		name: "crossOverlays",
		standing: "current",
		type: "list of functions `final: prev: { … }`",
		accepts: ["list"],
		default: "`[ ]`",
		meaning:
			"Overlays for cross-compiled packages only, applied after `overlays`. The tools that build them stay as they are.",
		values: [],
		example:
			"crossOverlays = [\n  (final: prev: {\n    hello = prev.hello.overrideAttrs { doCheck = false; };\n  })\n];",
		pitfalls: ["Without a `crossSystem` that differs from `localSystem` they are not applied."],
		manual: `${MANUAL}#sec-cross-usage`,
	},
	{
		name: "stdenvStages",
		standing: "internal",
		type: "function from the platforms, `config` and overlays to a list of stages",
		accepts: ["function"],
		default: "the stages in nixpkgs' `pkgs/stdenv`",
		meaning: "How the standard environment is bootstrapped.",
		values: [],
		example: "stdenvStages = import ./stages.nix;",
		pitfalls: ["To build packages with another compiler, set `config.replaceStdenv` instead."],
		manual: `${MANUAL}#chap-stdenv`,
	},
	{
		name: "__allowFileset",
		standing: "internal",
		type: "boolean",
		accepts: ["boolean"],
		default: "`true`",
		meaning: "With `false`, nixpkgs aborts where it uses `lib.fileset` itself. A guard for its own tests.",
		values: ["true", "false"],
		example: "__allowFileset = false;",
		pitfalls: [],
		manual: `${MANUAL}#sec-functions-library-fileset`,
	},
	{
		name: "platform",
		standing: "removed",
		type: "set",
		accepts: [],
		default: "none",
		meaning: "Once held settings of the kernel and the compiler.",
		instead: "`localSystem.gcc` or `crossSystem.gcc`",
		values: [],
		example: `localSystem = {\n  system = "armv7l-linux";\n  gcc.fpu = "neon";\n};`,
		pitfalls: [],
		manual: `${MANUAL}#sec-cross-usage`,
	},
];

/** What nixpkgs' top-level function accepts, by name. */
export const nixpkgsArguments: Entries = byName(ENTRIES);
