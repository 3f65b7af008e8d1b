/** An input whose owner would have it keep its own nixpkgs. */
export interface KnownOwner {
	/** `owner/repo`, whatever forge it comes from. */
	readonly repository: string;
	/** Why it may be better left, as the end of a sentence that begins with "Its owner …". */
	readonly reason: string;
	/** Where the owner says so, or names the cache that holds what is built with the input's own nixpkgs. */
	readonly source: string;
}

const cache = "publishes builds with it in a binary cache, which another nixpkgs will miss";

/** The inputs that are known to want their own nixpkgs, by what their own pages said in August 2026. */
export const knownOwners: readonly KnownOwner[] = [
	{ repository: "abenz1267/walker", reason: cache, source: "https://github.com/abenz1267/walker#readme" },
	{
		repository: "chaotic-cx/nyx",
		reason: "asks to remove the follows, since its binary cache will be missed with it",
		source: "https://github.com/chaotic-cx/nyx#readme",
	},
	{
		repository: "DeterminateSystems/determinate",
		reason: "recommends no follows, since FlakeHub Cache will be missed with it",
		source: "https://github.com/DeterminateSystems/determinate#readme",
	},
	{ repository: "flox/flox", reason: cache, source: "https://github.com/flox/flox/blob/main/flake.nix" },
	{ repository: "fufexan/nix-gaming", reason: cache, source: "https://github.com/fufexan/nix-gaming#readme" },
	{
		repository: "ghostty-org/ghostty",
		reason: cache,
		source: "https://github.com/ghostty-org/ghostty/blob/main/flake.nix",
	},
	{
		repository: "hyprwm/Hyprland",
		reason: "warns against it, since its binary cache is useless with another nixpkgs",
		source: "https://wiki.hypr.land/Nix/Cachix/",
	},
	{
		repository: "LovingMelody/nix-citizen",
		reason: cache,
		source: "https://github.com/LovingMelody/nix-citizen#readme",
	},
	{ repository: "nixified-ai/flake", reason: cache, source: "https://github.com/nixified-ai/flake#readme" },
	{
		repository: "nix-community/neovim-nightly-overlay",
		reason: cache,
		source: "https://github.com/nix-community/neovim-nightly-overlay#readme",
	},
	{
		repository: "nix-community/nixvim",
		reason: "recommends no follows, since it is tested with its own nixpkgs",
		source: "https://nix-community.github.io/nixvim/user-guide/faq.html",
	},
	{ repository: "numtide/llm-agents.nix", reason: cache, source: "https://github.com/numtide/llm-agents.nix#readme" },
	{ repository: "nvmd/nixos-raspberrypi", reason: cache, source: "https://github.com/nvmd/nixos-raspberrypi#readme" },
	{ repository: "sodiboo/niri-flake", reason: cache, source: "https://github.com/sodiboo/niri-flake#readme" },
	{
		repository: "vicinaehq/vicinae",
		reason: cache,
		source: "https://github.com/vicinaehq/vicinae/blob/main/flake.nix",
	},
	{
		repository: "xddxdd/nix-cachyos-kernel",
		reason: "warns against it, since its patches belong to the kernel of its own nixpkgs",
		source: "https://github.com/xddxdd/nix-cachyos-kernel#readme",
	},
];
