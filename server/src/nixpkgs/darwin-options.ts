import { byName, type Entries, type Entry } from "./entry.ts";
import { nixosOptions } from "./nixos-options.ts";

const SOURCE: Entry = {
	name: "nixpkgs.source",
	standing: "current",
	type: "path",
	accepts: ["path", "string", "set"],
	default: "the input `nixpkgs` of nix-darwin",
	meaning: "The nixpkgs that the system's package set is made from.",
	values: ["inputs.nixpkgs"],
	example: "nixpkgs.source = inputs.nixpkgs;",
	pitfalls: ["It is ignored where `nixpkgs.pkgs` is given, but for the revision that the system states."],
	manual: "https://nix-darwin.github.io/nix-darwin/manual/#opt-nixpkgs.source",
};

const ONLY_NIXOS = new Set(["nixpkgs.localSystem", "nixpkgs.crossSystem", "nixpkgs.initialSystem"]);

/** The options below `nixpkgs` of a nix-darwin system: those of NixOS but for the oldest, and one more. */
export const darwinOptions: Entries = byName(
	[...nixosOptions.values()].filter(({ name }) => !ONLY_NIXOS.has(name)),
	[SOURCE],
);
