import { alternatives } from "../../flake/choices.ts";
import { type Instance, instanceOf } from "../../flake/instance.ts";
import type { Value } from "../../flake/value.ts";

/** The instances that a value may be: itself, or those of a set keyed by system. None if it is something else. */
export function instancesOf(value: Value): readonly Instance[] {
	return alternatives(value).flatMap((value) => {
		const own = instanceOf(value);
		if (own !== undefined) return [own];
		return isKeyedBySystem(value) ? members(value).flatMap((each) => instanceOf(each) ?? []) : [];
	});
}

/** True for a set whose attributes are called after systems, as far as they are known. */
export function isKeyedBySystem(value: Value): boolean {
	if (value.kind !== "attrs" || value.brand !== undefined) return false;
	const names = [...value.entries.keys()];
	return names.length + value.unnamed.length > 0 && names.every((name) => /-(linux|darwin|freebsd|none)$/.test(name));
}

function members(value: Value): readonly Value[] {
	if (value.kind !== "attrs") return [];
	const thunks = [...[...value.entries.values()].map(({ thunk }) => thunk), ...value.unnamed];
	return thunks.map((thunk) => thunk.force());
}
