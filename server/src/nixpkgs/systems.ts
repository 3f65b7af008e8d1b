import { DOUBLES, FLAKE_EXPOSED, TIERS } from "./generated/doubles.ts";

/** A system double: processor and operating system. */
export interface System {
	readonly name: string;
	/** True if the flake of nixpkgs has `legacyPackages` for it. */
	readonly flakeExposed: boolean;
	/** True if it counts among those whose packages the project's build farm builds. */
	readonly hydra: boolean;
	/** How well it is supported, 1 being best, as RFC 46 has it; undefined for most. */
	readonly tier: 1 | 2 | 3 | undefined;
	/** What to know before using it, if there is something. */
	readonly note: string | undefined;
}

const NOTES: ReadonlyMap<string, string> = new Map([
	[
		"x86_64-darwin",
		'Gone from 26.11 on: the package set throws when it is used, unless `config.allowDeprecatedx86_64Darwin` is `"force"`. 26.05 is the last release with it.',
	],
]);

/** Systems in the order of use: those of nixpkgs' flake first, then the rest of `lib.systems.doubles.all`. */
export const systems: ReadonlyMap<string, System> = new Map(
	[...new Set<string>([...FLAKE_EXPOSED, ...DOUBLES])].map((name) => [name, describe(name)]),
);

/** True of systems and triples that nixpkgs has learnt to read since this data was made, later in 26.11. */
export function isLaterPlatform(name: string): boolean {
	return /^wasm(32|64)(-unknown)?-wasip1$/.test(name);
}

function describe(name: string): System {
	const isIn = (list: readonly string[]) => list.includes(name);
	return {
		name,
		flakeExposed: isIn(FLAKE_EXPOSED),
		hydra: isIn(TIERS.hydra),
		tier: isIn(TIERS.tier1) ? 1 : isIn(TIERS.tier2) ? 2 : isIn(TIERS.tier3) ? 3 : undefined,
		note: NOTES.get(name),
	};
}
