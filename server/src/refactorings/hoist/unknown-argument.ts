import type { Place } from "../../flake/value.ts";
import { fingerprint } from "../../instances/fingerprint.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Site } from "../../instances/site.ts";
import { lineOf } from "../refusal.ts";

/** Why two instances that a site makes can't be compared, in words: the first of its arguments that is not fully known. */
export function unknownArgument({ snapshot }: Inventory, { path, node, uses }: Site): string {
	const where = (place: Place) => lineOf(snapshot.text(place.file) ?? "", place.node);
	for (const { instance } of uses) {
		const argument = instance?.argument?.force();
		if (argument?.kind !== "attrs" || argument.open !== undefined) continue;
		for (const [name, { thunk, definedAt }] of argument.entries) {
			const value = thunk.force();
			if (fingerprint(value) !== undefined) continue;
			const why = value.kind === "unknown" ? `: ${value.reason}` : "";
			const line = where(definedAt ?? { file: path, node });
			return `what its argument ‘${name}’ (${line}) is can't be told, so neither if the moved instance would be equal${why}`;
		}
	}
	return `what its arguments are (${where({ file: path, node })}) can't be told, so neither if the moved instance would be equal`;
}
