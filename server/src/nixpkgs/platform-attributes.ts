import { byName, type Entries } from "./entry.ts";
import { COMPILER } from "./platform-attributes/compiler.ts";
import { DERIVED } from "./platform-attributes/derived.ts";
import { DEVICES } from "./platform-attributes/devices.ts";
import { GONE } from "./platform-attributes/gone.ts";
import { LANGUAGES } from "./platform-attributes/languages.ts";
import { NAMES } from "./platform-attributes/names.ts";

/**
 * The attributes of a platform, those that users set first: of `localSystem` and `crossSystem`, and of the options
 * `nixpkgs.hostPlatform` and `nixpkgs.buildPlatform`. A platform may have others, which nixpkgs keeps and ignores.
 */
export const platformAttributes: Entries = byName(NAMES, COMPILER, LANGUAGES, DEVICES, GONE, DERIVED);
