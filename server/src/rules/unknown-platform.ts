import { platformNameRule } from "./platform-names.ts";

/** A triple, such as `aarch64-unknown-linux-gnu`, that nixpkgs can't read. */
export const unknownPlatform = platformNameRule("unknown-platform", "triple", "platform");
