import type { Inventory } from "../instances/inventory.ts";

/** What a text matches that asks for what only `--impure` brings. */
const readsEnvironment = /\b(getEnv|currentTime)\b/;

/** True if some file that a flake evaluates reads the environment: such a flake is meant to be evaluated with `--impure`. */
export function isMeantImpure({ reached, snapshot }: Inventory): boolean {
	return [...reached].some((path) => snapshot.matches(path, readsEnvironment));
}
