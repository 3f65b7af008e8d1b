import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Select } from "../syntax/nodes.ts";

/** True if a name says that an attribute is taken from a package set: `pkgs.x`, `nixpkgs.legacyPackages.${system}.x`. */
export function isNamedPackageSet({ target, path }: Select): boolean {
	const names = path.attrs.slice(0, -1).map(({ name }) => name);
	if (names.includes("legacyPackages")) return true;
	const name = variableName(target);
	return names.length === 0 && name !== undefined && isNamedAfterNixpkgs(name) && !/haskell|python|ocaml/i.test(name);
}

/** The name that a variable is. */
export function variableName(expression: Expression): string | undefined {
	const target = unparenthesized(expression);
	return target.kind === "variable" ? target.name : undefined;
}

/** `nixpkgs-unstable`, `patchedPkgs`; no project around nixpkgs whose name starts like its own, and no part of it. */
export function isNamedAfterNixpkgs(name: string): boolean {
	return (
		/pkgs/i.test(name) &&
		!/nixpkgs[-_](wayland|mozilla|fmt|lint|review|update|hammer(ing)?|xr|ruby|python|terraform|esp-dev|overlay|config)/i.test(
			name,
		) &&
		!/(overlay|config|module|lib)s?$/i.test(name)
	);
}

/** `unstable`, `nixos-stable`, `unstableTarball`. */
export function isNamedAfterChannel(name: string): boolean {
	return /^(nixos[-_]?)?(un)?stable([-_]?(tarball|src|source))?$/i.test(name);
}
