import type { MissingFollow } from "../../flake/input-follows.ts";
import type { Promised } from "./verify.ts";

/** What a title ends in: the lock is Nix's own to write. */
export const thenLock = " (then run ‘nix flake lock’)";

/** `‘nixpkgs’`, `‘nixpkgs’ and ‘unstable’`: what inputs are to follow. */
export function targetsOf(missing: readonly MissingFollow[]): string {
	return [...new Set(missing.map(({ target }) => `‘${target}’`))].join(" and ");
}

/** What adding follows is to do. */
export function promisedBy(missing: readonly MissingFollow[]): Promised {
	return {
		said: missing.map(({ path, target }) => `${path.join("/")} follows ${target}`),
		saved: new Set(missing.map(({ node }) => node.key)).size,
	};
}
