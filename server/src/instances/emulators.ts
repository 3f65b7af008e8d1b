import { alternatives } from "../flake/choices.ts";
import { definitions, isCertain } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import { type Place, stringOf, type Value } from "../flake/value.ts";
import { hostBuiltFor } from "./built-for.ts";
import type { FlakeInventory, Inventory } from "./inventory.ts";

/** A host of a flake that runs programs of another system in an emulator. */
export interface Emulator {
	readonly flake: FlakeInventory;
	readonly host: Host;
	/** The triple of the host itself. */
	readonly machine: string;
	/** The system double of the programs. */
	readonly emulated: string;
	readonly place: Place;
}

/** The emulators that NixOS hosts are known to have, by `boot.binfmt.emulatedSystems`. */
export function emulatorsOf({ flakes }: Inventory): readonly Emulator[] {
	return flakes.flatMap((flake) =>
		flake.hosts.flatMap((host): readonly Emulator[] => {
			if (host.kind !== "nixos") return [];
			const defined = definitions(host.graph(), ["boot", "binfmt", "emulatedSystems"]);
			const certain = defined.filter(isCertain);
			const machine = certain.length === 0 ? undefined : hostBuiltFor(host)?.run.config;
			if (machine === undefined) return [];
			return certain.flatMap(({ thunk, definedAt }) =>
				definedAt === undefined
					? []
					: stringsIn(thunk.force()).map((emulated) => ({ flake, host, machine, emulated, place: definedAt })),
			);
		}),
	);
}

/** The texts that are certainly in a list. */
function stringsIn(list: Value): readonly string[] {
	if (list.kind !== "list" || !list.certain) return [];
	return list.items.flatMap((item) => {
		const [only, another] = alternatives(item.force());
		return only === undefined || another !== undefined ? [] : (stringOf(only) ?? []);
	});
}
