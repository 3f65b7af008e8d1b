import type { Entry } from "../entry.ts";

const manual = "https://nix-community.github.io/home-manager/";

const OLD =
	"From 22.11 on it stops the evaluation, as an unexpected argument. What it held goes into a module of `modules`.";

/** The arguments of `home-manager.lib.homeManagerConfiguration`. */
export const HOME_MANAGER_CONFIGURATION: readonly Entry[] = [
	{
		name: "pkgs",
		standing: "current",
		type: "package set",
		accepts: ["set"],
		default: "none; it must be given",
		meaning: "The package set that the configuration starts from: its nixpkgs, platform, `config` and overlays.",
		values: ["nixpkgs.legacyPackages.x86_64-linux"],
		example: "pkgs = nixpkgs.legacyPackages.x86_64-linux;",
		pitfalls: [
			"Modules do not get this very set: Home Manager imports its nixpkgs again, which makes one more instance.",
			"Modules change its settings with `nixpkgs.config` and `nixpkgs.overlays`.",
		],
		manual,
	},
	{
		name: "modules",
		standing: "current",
		type: "list of modules: paths, sets and functions",
		accepts: ["list"],
		default: "`[ ]`",
		meaning: "The configuration of the user's home.",
		values: ["[ ./home.nix ]"],
		example: "modules = [ ./home.nix ];",
		pitfalls: ["`home.username`, `home.homeDirectory` and `home.stateVersion` must be set in one of them."],
		manual,
	},
	{
		name: "extraSpecialArgs",
		standing: "current",
		type: "set",
		accepts: ["set"],
		default: "`{ }`",
		meaning: "Arguments that every module gets besides the usual ones. `imports` may depend on them.",
		values: ["{ inherit inputs; }"],
		example: "extraSpecialArgs = { inherit inputs; };",
		pitfalls: ["NixOS calls the same `specialArgs`; here that name stops the evaluation."],
		manual,
	},
	{
		name: "lib",
		standing: "current",
		type: "set, a version of nixpkgs' library",
		accepts: ["set"],
		default: "`pkgs.lib`",
		meaning: "The library that modules get as `lib`, to which Home Manager adds `lib.hm`.",
		values: [],
		example: "lib = nixpkgs.lib;",
		pitfalls: [],
		manual,
	},
	{
		name: "check",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`true`",
		meaning: "Whether unknown options are an error.",
		values: ["true", "false"],
		example: "check = false;",
		pitfalls: [],
		manual,
	},
	{
		name: "minimal",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`false`",
		meaning: "Whether only the modules that Home Manager can't do without are there. The others have to be imported.",
		values: ["true", "false"],
		example: "minimal = true;",
		pitfalls: [],
		manual,
	},
	old("system", "`pkgs`, which has a system"),
	old("configuration", "`modules`"),
	old("username", "the option `home.username`"),
	old("homeDirectory", "the option `home.homeDirectory`"),
	old("stateVersion", "the option `home.stateVersion`"),
	old("extraModules", "`modules`"),
];

function old(name: string, instead: string): Entry {
	return {
		name,
		standing: "rejected",
		since: "22.11",
		type: "as it was before 22.11",
		accepts: [],
		default: "none",
		meaning: "An argument of releases before 22.11.",
		instead,
		values: [],
		example: "modules = [ ./home.nix ];",
		pitfalls: [OLD],
		manual,
	};
}
