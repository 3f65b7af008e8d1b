/**
 * Attributes of a package set that are old names of something in `stdenv`, and the path there. Source: nixpkgs'
 * pkgs/top-level/aliases.nix, where they give a warning since 2025-10-28, that is from release 25.11 on.
 */
export const platformAliases: ReadonlyMap<string, readonly string[]> = new Map([
	["system", ["stdenv", "hostPlatform", "system"]],
	["hostPlatform", ["stdenv", "hostPlatform"]],
	["buildPlatform", ["stdenv", "buildPlatform"]],
	["targetPlatform", ["stdenv", "targetPlatform"]],
]);
