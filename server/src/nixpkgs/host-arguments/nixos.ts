import type { Entry } from "../entry.ts";

const manual = "https://nixos.org/manual/nixos/unstable/#sec-configuration-syntax";

const NO_OTHERS = "Any other argument stops the evaluation: `called with unexpected argument`.";

/** The arguments of `nixpkgs.lib.nixosSystem`. */
export const NIXOS_SYSTEM: readonly Entry[] = [
	{
		name: "modules",
		standing: "current",
		type: "list of modules: paths, sets and functions",
		accepts: ["list"],
		default: "none; it must be given",
		meaning: "The configuration of the system.",
		values: ["[ ./configuration.nix ]"],
		example: "modules = [ ./configuration.nix ];",
		pitfalls: [NO_OTHERS, "Of options that are lists, what later modules add comes first."],
		manual,
	},
	{
		name: "specialArgs",
		standing: "current",
		type: "set",
		accepts: ["set"],
		default: "`{ }`",
		meaning: "Arguments that every module gets besides the usual ones. `imports` may depend on them.",
		values: ["{ inherit inputs; }"],
		example: "specialArgs = { inherit inputs; };",
		pitfalls: [
			"`pkgs` must not be among them: `nixpkgs.config` and `nixpkgs.overlays` are ignored then, with a warning. `nixpkgs.pkgs` is the option for it.",
			"Home Manager's modules do not get them: they have `home-manager.extraSpecialArgs`.",
		],
		manual,
	},
	{
		name: "system",
		standing: "deprecated",
		type: "string or null",
		accepts: ["string", "null"],
		default: "`null`: the option `nixpkgs.hostPlatform` decides",
		meaning: "The platform of the system. It becomes the default of the option `nixpkgs.system`.",
		instead: "the option `nixpkgs.hostPlatform`, in a module",
		values: [`"x86_64-linux"`, `"aarch64-linux"`],
		example: `system = "x86_64-linux";`,
		pitfalls: ["Beside `nixpkgs.hostPlatform` it is ignored without a word."],
		manual,
	},
	{
		name: "pkgs",
		standing: "deprecated",
		type: "package set or null",
		accepts: ["set", "null"],
		default: "`null`: the system makes its own",
		meaning: "A package set that is made already. It becomes the option `nixpkgs.pkgs`.",
		instead: "the option `nixpkgs.pkgs`, in a module",
		values: [],
		example: "pkgs = import nixpkgs {\n  inherit system;\n  config.allowUnfree = true;\n};",
		pitfalls: [
			"A module that sets `nixpkgs.config` fails an assertion then. Overlays of modules make one more instance.",
		],
		manual,
	},
	{
		name: "lib",
		standing: "current",
		type: "set, a version of nixpkgs' library",
		accepts: ["set"],
		default: "the library of this nixpkgs",
		meaning: "The library that modules get as `lib`.",
		values: [],
		example: "lib = nixpkgs.lib.extend (final: prev: { });",
		pitfalls: ["Modules that rely on it can't be used elsewhere. Own functions fare better in `specialArgs`."],
		manual,
	},
	advanced("modulesLocation", "path or null", "The file that messages name for modules that are written in place."),
	advanced("baseModules", "list of modules", "The modules of NixOS itself."),
	advanced(
		"extraModules",
		"list of modules",
		"More modules that count as NixOS' own, so that specialisations have them too.",
	),
	advanced(
		"prefix",
		"list of strings",
		"The path of options that messages begin with, for a system inside of another.",
	),
	replaced("extraArgs", "set", "Arguments of modules that `imports` can't depend on.", "`_module.args`, in a module"),
	replaced("check", "boolean", "Whether unknown options are an error.", "`_module.check`, in a module"),
];

function advanced(name: string, type: string, meaning: string): Entry {
	return {
		name,
		standing: "internal",
		type,
		accepts: [],
		default: "what NixOS needs",
		meaning,
		values: [],
		example: `${name} = null;`,
		pitfalls: [],
		manual,
	};
}

function replaced(name: string, type: string, meaning: string, instead: string): Entry {
	return {
		name,
		standing: "deprecated",
		type,
		accepts: [],
		default: "none",
		meaning,
		instead,
		values: [],
		example: `modules = [ ./configuration.nix ];`,
		pitfalls: ["It still works, with a warning."],
		manual,
	};
}
