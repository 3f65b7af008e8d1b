import type { Entry } from "../entry.ts";
import { MANUAL } from "../manual.ts";

/** A boolean option that changes how nearly all packages are built. */
export function massRebuild(name: string, whether: string, otherwise: string): Entry {
	return {
		name,
		standing: "current",
		type: "boolean",
		accepts: ["boolean"],
		default: otherwise,
		meaning: `Whether to ${whether}.`,
		values: ["true", "false"],
		example: `${name} = true;`,
		pitfalls: ["It changes nearly all packages: the binary cache has none of them."],
		manual: `${MANUAL}#opt-${name}`,
	};
}
