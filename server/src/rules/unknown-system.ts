import { platformNameRule } from "./platform-names.ts";

/** A system, such as `x86_64-linux`, that nixpkgs can't read. */
export const unknownSystem = platformNameRule("unknown-system", "system", "system");
