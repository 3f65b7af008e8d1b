import { byName, type Entries } from "./entry.ts";
import { DARWIN_SYSTEM } from "./host-arguments/darwin.ts";
import { PER_SYSTEM } from "./host-arguments/flake-parts.ts";
import { HOME_MANAGER_CONFIGURATION } from "./host-arguments/home-manager.ts";
import { NIXOS_SYSTEM } from "./host-arguments/nixos.ts";

/** What each function that makes a host accepts, by its name. */
export const hostArguments = {
	nixosSystem: byName(NIXOS_SYSTEM),
	darwinSystem: byName(DARWIN_SYSTEM),
	homeManagerConfiguration: byName(HOME_MANAGER_CONFIGURATION),
} as const satisfies Readonly<Record<string, Entries>>;

/** What a module in flake-parts' `perSystem` may ask for in its formals. */
export const perSystemArguments: Entries = byName(PER_SYSTEM);
