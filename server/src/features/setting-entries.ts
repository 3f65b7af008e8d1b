import type { SettingKind } from "../instances/settings.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import type { Entries, Entry } from "../nixpkgs/entry.ts";
import { platformAttributes } from "../nixpkgs/platform-attributes.ts";

/** What is known of the names in a set that nixpkgs or a host reads. */
export interface Table {
	readonly entries: Entries;
	/** The names that lead from the table's root to the set: `gcc` for the set in `crossSystem.gcc`. */
	readonly within: readonly string[];
}

/** The arguments and options that hold a platform. */
const platformNames: ReadonlySet<string> = new Set(["localSystem", "crossSystem", "hostPlatform", "buildPlatform"]);

/** True for the path of a setting that holds a platform: as a string, a set or both, or the name of one. */
export function holdsPlatform([first = "", ...rest]: readonly string[]): boolean {
	return rest.length === 0 && (first === "system" || platformNames.has(first));
}

/** What may stand in the set that a path leads to; undefined if nothing is known of it. */
export function tableOf(kind: SettingKind, [first, ...within]: readonly string[]): Table | undefined {
	if (first === undefined) return kind === "argument" ? { entries: nixpkgsArguments, within: [] } : undefined;
	if (kind === "host-argument") return undefined;
	return platformNames.has(first) ? { entries: platformAttributes, within } : undefined;
}

/** What is known of a setting by its path. */
export function entryOf(kind: SettingKind, path: readonly string[]): Entry | undefined {
	const name = path.at(-1);
	const table = name === undefined ? undefined : tableOf(kind, path.slice(0, -1));
	return table?.entries.get([...table.within, name].join("."));
}
