/** A project whose modules many flakes import, and what they do to packages. */
export interface ModuleProject {
	/** `owner/repository`, in lower case. */
	readonly project: string;
	/** True if none of its modules defines `nixpkgs.*`, so that packages are the same with them and without. */
	readonly keepsPackages: boolean;
}

/**
 * Projects that were searched in August 2026 for definitions of `home-manager.useGlobalPkgs`, of which their modules
 * have none, and of `nixpkgs.*`.
 */
const PROJECTS: readonly ModuleProject[] = [
	{ project: "nixos/nixpkgs", keepsPackages: true },
	{ project: "nix-community/home-manager", keepsPackages: true },
	{ project: "nix-community/disko", keepsPackages: true },
	{ project: "nix-community/impermanence", keepsPackages: true },
	{ project: "nix-community/preservation", keepsPackages: true },
	{ project: "nix-community/lanzaboote", keepsPackages: true },
	{ project: "nix-community/nixos-wsl", keepsPackages: true },
	{ project: "nix-community/nix-index-database", keepsPackages: true },
	{ project: "nix-community/nixos-generators", keepsPackages: true },
	{ project: "mic92/sops-nix", keepsPackages: true },
	{ project: "ryantm/agenix", keepsPackages: true },
	{ project: "catppuccin/nix", keepsPackages: true },
	{ project: "gmodena/nix-flatpak", keepsPackages: true },
	{ project: "zhaofengli/nix-homebrew", keepsPackages: true },
	{ project: "fufexan/nix-gaming", keepsPackages: true },
	{ project: "hyprwm/hyprland", keepsPackages: true },
	{ project: "numtide/srvos", keepsPackages: true },
	{ project: "nix-community/nixos-vscode-server", keepsPackages: true },
	{ project: "nix-community/nix-ld", keepsPackages: true },
	{ project: "notashelf/nvf", keepsPackages: true },
	{ project: "sodiboo/niri-flake", keepsPackages: true },
	{ project: "determinatesystems/determinate", keepsPackages: true },
	{ project: "oddlama/agenix-rekey", keepsPackages: true },
	{ project: "gerg-l/spicetify-nix", keepsPackages: true },
	{ project: "seiarotg/quadlet-nix", keepsPackages: true },
	{ project: "infinidoge/nix-minecraft", keepsPackages: true },
	{ project: "xremap/nix-flake", keepsPackages: true },
	{ project: "hercules-ci/arion", keepsPackages: true },
	{ project: "nixos/nixos-hardware", keepsPackages: false },
	{ project: "nix-community/stylix", keepsPackages: false },
	{ project: "nix-community/nixvim", keepsPackages: false },
	{ project: "chaotic-cx/nyx", keepsPackages: false },
	{ project: "jovian-experiments/jovian-nixos", keepsPackages: false },
	{ project: "tpwrules/nixos-apple-silicon", keepsPackages: false },
	{ project: "ezkea/aagl-gtk-on-nix", keepsPackages: false },
	{ project: "nix-community/nixos-facter-modules", keepsPackages: false },
	{ project: "astro/microvm.nix", keepsPackages: false },
	{ project: "microvm-nix/microvm.nix", keepsPackages: false },
];

/** Other names that projects had or still answer to. */
const RENAMED: ReadonlyMap<string, string> = new Map([
	["danth/stylix", "nix-community/stylix"],
	["determinatesystems/nixpkgs-weekly", "nixos/nixpkgs"],
	["nix-community/nixos-apple-silicon", "tpwrules/nixos-apple-silicon"],
]);

/** The project that a flake reference such as `github:nix-community/disko/latest` leads to, if its modules are known. */
export function moduleProject(reference: string): ModuleProject | undefined {
	const [, name] = /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/?#]|$)/.exec(pathOf(reference.toLowerCase())) ?? [];
	const project = RENAMED.get(name ?? "") ?? name;
	return PROJECTS.find((each) => each.project === project);
}

/** `:owner/repository/…` of a reference: what names the server is left out. */
function pathOf(reference: string): string {
	return reference.replace(
		/^(github:|(git\+)?(https?|ssh):\/\/(git@)?(github\.com|flakehub\.com\/f(\/pinned)?))\/?/,
		":",
	);
}
