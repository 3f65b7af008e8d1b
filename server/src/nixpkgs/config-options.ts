import { BUILDING } from "./config-options/building.ts";
import { CHECKS } from "./config-options/checks.ts";
import { FEATURES } from "./config-options/features.ts";
import { PACKAGES } from "./config-options/packages.ts";
import { PERMISSIONS } from "./config-options/permissions.ts";
import { byName, type Entries } from "./entry.ts";

/**
 * The names in nixpkgs' argument `config`, and in the option `nixpkgs.config`, the commonest first: what nixpkgs
 * declares, what it reads without declaring it, and what its packages read. Other people's packages may read others.
 */
export const configOptions: Entries = byName(PERMISSIONS, FEATURES, PACKAGES, CHECKS, BUILDING);
