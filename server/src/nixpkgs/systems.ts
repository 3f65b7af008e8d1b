import { DOUBLES, FLAKE_EXPOSED } from "./generated/doubles.ts";

/** A system double: processor and operating system. */
export interface System {
	readonly name: string;
	/** True if the flake of nixpkgs has `legacyPackages` for it. */
	readonly flakeExposed: boolean;
	/** True if the project's build farm, Hydra, builds its packages: the binary cache has them. */
	readonly hydra: boolean;
	/** How well it is to be supported, 1 being best, by nixpkgs' RFC 46; undefined for most. */
	readonly tier: 1 | 2 | 3 | undefined;
	/** What to know before using it, if there is something. */
	readonly note: string | undefined;
}

/** Those of `pkgs/top-level/release-supported-systems.json` in 26.11. */
const HYDRA = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

/** As `lib/systems/flake-systems.nix` states the RFC, which is older than `aarch64-darwin`. */
const TIERS: Readonly<Record<string, System["tier"]>> = {
	"x86_64-linux": 1,
	"aarch64-linux": 2,
	"x86_64-darwin": 2,
	"armv6l-linux": 3,
	"armv7l-linux": 3,
	"i686-linux": 3,
};

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

function describe(name: string): System {
	return {
		name,
		flakeExposed: FLAKE_EXPOSED.some((exposed) => exposed === name),
		hydra: HYDRA.includes(name),
		tier: TIERS[name],
		note: NOTES.get(name),
	};
}
