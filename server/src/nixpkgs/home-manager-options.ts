import { byName, type Entries, type Entry } from "./entry.ts";

const manual = "https://nix-community.github.io/home-manager/nixos-options.xhtml";

const ENTRIES: readonly Entry[] = [
	{
		name: "home-manager.useGlobalPkgs",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`false`",
		meaning: "Whether the users' modules get the system's package set. Else each user has an instance of nixpkgs.",
		values: ["true", "false"],
		example: "home-manager.useGlobalPkgs = true;",
		pitfalls: [
			"With it, `nixpkgs.config` and `nixpkgs.overlays` in a user's modules have no effect.",
			"Without it, the system's `nixpkgs.config` and `nixpkgs.overlays` do not reach the users.",
		],
		manual,
	},
	{
		name: "home-manager.useUserPackages",
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: "`false`",
		meaning: "Whether the users' packages are installed by way of `users.users.<name>.packages`.",
		values: ["true", "false"],
		example: "home-manager.useUserPackages = true;",
		pitfalls: [],
		manual,
	},
	{
		name: "home-manager.extraSpecialArgs",
		standing: "current",
		type: "set",
		accepts: ["set"],
		default: "`{ }`",
		meaning: "Arguments that every module of every user gets besides the usual ones. `imports` may depend on them.",
		values: ["{ inherit inputs; }"],
		example: "home-manager.extraSpecialArgs = { inherit inputs; };",
		pitfalls: ["The `specialArgs` of `nixosSystem` are not among them."],
		manual,
	},
	{
		name: "home-manager.sharedModules",
		standing: "current",
		type: "list of modules: paths, sets and functions",
		accepts: ["list"],
		default: "`[ ]`",
		meaning: "Modules that every user has.",
		values: [],
		example: "home-manager.sharedModules = [ ./home.nix ];",
		pitfalls: [],
		manual,
	},
	{
		name: "home-manager.users",
		standing: "current",
		type: "set of modules, by user",
		accepts: ["set"],
		default: "`{ }`",
		meaning: "The configuration of each user's home.",
		values: [],
		example: "home-manager.users.me = ./home.nix;",
		pitfalls: ["Each user makes an instance of nixpkgs, unless `home-manager.useGlobalPkgs` is set."],
		manual,
	},
];

/** The options of Home Manager inside of NixOS and nix-darwin that decide about packages and arguments. */
export const homeManagerOptions: Entries = byName(ENTRIES);
