import type { HostKind } from "../flake/host.ts";
import type { Setting } from "../instances/settings.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import { configOptions } from "../nixpkgs/config-options.ts";
import type { Entries, Entry } from "../nixpkgs/entry.ts";
import { hostArguments } from "../nixpkgs/host-arguments.ts";
import { nixosOptions } from "../nixpkgs/nixos-options.ts";
import { platformAttributes } from "../nixpkgs/platform-attributes.ts";

/** Who is told something: nixpkgs' top-level function, the module system by its options `nixpkgs.…`, or a host's function. */
export type Reader = "argument" | "option" | keyof typeof hostArguments;

/** True if a text names a reader. */
export function isReader(name: string): name is Reader {
	return name === "argument" || name === "option" || name in hostArguments;
}

/** What is known of the names in a set that a reader is given. */
export interface Table {
	readonly entries: Entries;
	/** What the names of the entries begin with: `gcc` for the set in `crossSystem.gcc`. */
	readonly within: readonly string[];
}

/** The arguments and options that hold a platform. */
const platformNames: ReadonlySet<string> = new Set(["localSystem", "crossSystem", "hostPlatform", "buildPlatform"]);

const hostFunctions: ReadonlyMap<HostKind, keyof typeof hostArguments> = new Map([
	["nixos", "nixosSystem"],
	["darwin", "darwinSystem"],
	["home-manager", "homeManagerConfiguration"],
]);

/** True for the path of a setting that holds a platform: as a string, a set or both, or the name of one. */
export function holdsPlatform([first = "", ...rest]: readonly string[]): boolean {
	return rest.length === 0 && (first === "system" || platformNames.has(first));
}

/** Who reads a setting; undefined for a function that nothing is known of. */
export function readerOf({ kind, uses }: Setting): Reader | undefined {
	if (kind !== "host-argument") return kind;
	const [host] = uses.flatMap(({ host }) => host?.kind ?? []);
	return host && hostFunctions.get(host);
}

/** What may stand in the set that a path leads to; undefined if nothing is known of it. */
export function tableOf(reader: Reader, path: readonly string[]): Table | undefined {
	const [first, ...within] = path;
	if (reader === "argument" || reader === "option") {
		if (first === undefined) return { entries: reader === "argument" ? nixpkgsArguments : nixosOptions, within: [] };
		if (platformNames.has(first)) return { entries: platformAttributes, within };
		if (first === "config") return { entries: configOptions, within };
		return reader === "option" ? { entries: nixosOptions, within: path } : undefined;
	}
	return first === undefined ? { entries: hostArguments[reader], within: [] } : undefined;
}

/** What is known of a setting by its path. */
export function entryOf(reader: Reader, path: readonly string[]): Entry | undefined {
	const name = path.at(-1);
	const table = name === undefined ? undefined : tableOf(reader, path.slice(0, -1));
	return table && entryIn(table, name ?? "");
}

/** What is known of a name in a set. */
function entryIn({ entries, within }: Table, name: string): Entry | undefined {
	const own = [...within, name].join(".");
	return entries.get(entries === nixosOptions ? `nixpkgs.${own}` : own);
}
