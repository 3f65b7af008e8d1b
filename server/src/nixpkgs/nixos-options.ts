import { byName, type Entries, type Entry } from "./entry.ts";

const MANUAL = "https://search.nixos.org/options?channel=unstable&show=";

const NO_PKGS = "It is ignored where `nixpkgs.pkgs` is given.";
const PLATFORMS = "It may not be given beside `nixpkgs.localSystem` or `nixpkgs.crossSystem`: an assertion fails.";

const ENTRIES: readonly Entry[] = [
	option({
		name: "nixpkgs.hostPlatform",
		standing: "current",
		type: "string or set of platform attributes",
		accepts: ["string", "set"],
		default: "none; `nixos-generate-config` writes it into `hardware-configuration.nix`",
		meaning: "The platform that the system runs on, and is built on unless `nixpkgs.buildPlatform` names another.",
		values: [`"x86_64-linux"`, `"aarch64-linux"`, `{ config = "riscv64-unknown-linux-gnu"; }`],
		example: `nixpkgs.hostPlatform = "x86_64-linux";`,
		pitfalls: [
			NO_PKGS,
			PLATFORMS,
			"Read in a module it is a set with all attributes of the platform, also where a string was given.",
		],
	}),
	option({
		name: "nixpkgs.buildPlatform",
		standing: "current",
		type: "string or set of platform attributes",
		accepts: ["string", "set"],
		default: "`nixpkgs.hostPlatform`",
		meaning: "The platform that the system is built on. Where it differs, everything is cross-compiled.",
		values: [`"x86_64-linux"`],
		example: `nixpkgs.buildPlatform = "x86_64-linux";\nnixpkgs.hostPlatform = "aarch64-linux";`,
		pitfalls: [
			NO_PKGS,
			PLATFORMS,
			"Cross-compiled packages are others than those of the platform itself: the binary cache has few of them.",
		],
	}),
	option({
		name: "nixpkgs.config",
		standing: "current",
		type: "set, or function from `{ pkgs, lib, ... }` to one",
		accepts: ["set", "function"],
		default: "`{ }`",
		meaning: "The settings of the system's package set, as in nixpkgs' argument `config`.",
		values: ["{ allowUnfree = true; }"],
		example: "nixpkgs.config.allowUnfree = true;",
		pitfalls: [
			"Other instances do not get it: each `import nixpkgs { … }` has a `config` of its own.",
			"Together with `nixpkgs.pkgs` an assertion fails: give the settings where that package set is made.",
			"Lists of several modules are not put together, except `allowUnfreePackages`: of two `permittedInsecurePackages` one is lost.",
			"`lib.mkForce` and `lib.mkDefault` inside of it are not resolved between modules.",
		],
	}),
	option({
		name: "nixpkgs.overlays",
		standing: "current",
		type: "list of functions `final: prev: { … }`",
		accepts: ["list"],
		default: "`[ ]`",
		meaning: "The overlays of the system's package set.",
		values: [],
		example:
			"nixpkgs.overlays = [\n  (final: prev: {\n    hello = prev.hello.overrideAttrs { doCheck = false; };\n  })\n];",
		pitfalls: [
			"Other instances do not get them.",
			"Beside `nixpkgs.pkgs` they are applied to that package set, which makes one more instance.",
			"Of several modules the later one's overlays come first.",
		],
	}),
	option({
		name: "nixpkgs.pkgs",
		standing: "current",
		type: "package set",
		accepts: ["set"],
		default: "made from the other `nixpkgs` options, with the nixpkgs that NixOS comes with",
		meaning: "A package set that is made already. The system uses it and makes none of its own.",
		values: [],
		example: `nixpkgs.pkgs = import inputs.nixpkgs {\n  system = "x86_64-linux";\n  config.allowUnfree = true;\n};`,
		pitfalls: [
			"`nixpkgs.config` must be empty then: an assertion fails. The platform options are ignored.",
			"Only one module may give it, even if the values are equal.",
			"A nixpkgs of another revision than that of the NixOS modules may not fit them.",
		],
	}),
	option({
		name: "nixpkgs.system",
		standing: "deprecated",
		type: "string",
		accepts: ["string"],
		default: "none; `nixosSystem` gives its own `system` here",
		meaning: "The platform of the system, by the name that Nix uses.",
		instead: "`nixpkgs.hostPlatform`",
		values: [`"x86_64-linux"`],
		example: `nixpkgs.hostPlatform = "x86_64-linux";`,
		pitfalls: [
			"Reading `config.nixpkgs.system` throws where `nixpkgs.hostPlatform` is given: read `pkgs.stdenv.hostPlatform.system`.",
		],
	}),
	option({
		name: "nixpkgs.localSystem",
		standing: "deprecated",
		type: "set of platform attributes",
		accepts: ["set"],
		default: "`{ system = config.nixpkgs.system; }`",
		meaning: "The platform that the system is built on, and runs on unless `nixpkgs.crossSystem` is given.",
		instead: "`nixpkgs.hostPlatform`, and `nixpkgs.buildPlatform` to cross-compile",
		values: [`{ system = "x86_64-linux"; }`],
		example: `nixpkgs.hostPlatform = "x86_64-linux";`,
		pitfalls: ["It is ignored, and fails an assertion, where `nixpkgs.hostPlatform` is given.", "It must be a set."],
	}),
	option({
		name: "nixpkgs.crossSystem",
		standing: "deprecated",
		type: "set of platform attributes or null",
		accepts: ["set", "null"],
		default: "`null`: nothing is cross-compiled",
		meaning: "The platform that the system runs on, where it is not the one that it is built on.",
		instead: "`nixpkgs.hostPlatform`, with `nixpkgs.buildPlatform`",
		values: [`{ system = "aarch64-linux"; }`],
		example: `nixpkgs.buildPlatform = "x86_64-linux";\nnixpkgs.hostPlatform = "aarch64-linux";`,
		pitfalls: ["It is ignored, and fails an assertion, where `nixpkgs.hostPlatform` is given.", "It must be a set."],
	}),
	option({
		name: "nixpkgs.initialSystem",
		standing: "rejected",
		type: "string",
		accepts: [],
		default: "none",
		meaning: "Was for systems inside of a system, which the options `specialisation` declare now.",
		values: [],
		example: `nixpkgs.hostPlatform = "x86_64-linux";`,
		pitfalls: ["An assertion fails where it is given."],
	}),
	option({
		name: "nixpkgs.flake.source",
		standing: "current",
		type: "path, string or null",
		accepts: ["path", "string", "null"],
		default: "the nixpkgs that the flake's `nixosSystem` comes from",
		meaning: "The sources of nixpkgs that `<nixpkgs>` and the flake `nixpkgs` stand for on the running system.",
		values: ["null", "inputs.nixpkgs.outPath"],
		example: "nixpkgs.flake.source = null;",
		pitfalls: ["The sources become part of the system."],
	}),
	option({
		name: "nixpkgs.flake.setNixPath",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`true` if `nixpkgs.flake.source` is not null",
		meaning: "Whether `<nixpkgs>` on the running system is the nixpkgs that it was built from.",
		values: ["true", "false"],
		example: "nixpkgs.flake.setNixPath = false;",
		pitfalls: ["It needs `nixpkgs.flake.setFlakeRegistry`: an assertion fails without."],
	}),
	option({
		name: "nixpkgs.flake.setFlakeRegistry",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`true` if `nixpkgs.flake.source` is not null",
		meaning:
			"Whether the flake `nixpkgs`, as in `nix run nixpkgs#hello`, is the nixpkgs that the system was built from.",
		values: ["true", "false"],
		example: "nixpkgs.flake.setFlakeRegistry = false;",
		pitfalls: [],
	}),
];

function option(entry: Omit<Entry, "manual">): Entry {
	return { ...entry, manual: `${MANUAL}${entry.name}` };
}

/** The options below `nixpkgs` of a NixOS system. */
export const nixosOptions: Entries = byName(ENTRIES);
