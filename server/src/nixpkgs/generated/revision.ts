// Made by npm run nixpkgs from the lib of a nixpkgs checkout; see revision.ts. Not to be edited by hand.

export const REVISION = {
	repository: "nix-community/nixpkgs.lib",
	commit: "de42d44212d207476489bce163375d8306a26d59",
	date: "2026-06-14",
	release: "26.11",
} as const;
