import { alternatives } from "../flake/choices.ts";
import { discharged } from "../flake/definitions.ts";
import { stringOf, type Value } from "../flake/value.ts";
import type { Setting, SettingUse } from "../instances/settings.ts";

/** What takes a platform, as a string or a set of attributes. */
const takers = {
	argument: new Set(["localSystem", "crossSystem"]),
	option: new Set(["localSystem", "crossSystem", "hostPlatform", "buildPlatform"]),
	"host-argument": new Set<string>(),
};

/** The names of a setting below the platform that it is part of, none for the platform itself; undefined for others. */
export function belowPlatform({ kind, path }: Setting): readonly string[] | undefined {
	const [first, ...below] = path;
	return first !== undefined && takers[kind].has(first) ? below : undefined;
}

/** The system or triple by which nixpkgs knows the platform that a setting is part of; undefined if it is not known. */
export function platformName({ path }: Setting, { given }: SettingUse): string | undefined {
	const thunk = given.entries.get(path[0] ?? "")?.thunk;
	const found = thunk === undefined ? [] : discharged(thunk).flatMap((each) => alternatives(each.thunk.force()));
	const names = new Set(found.map(nameIn));
	const [name] = names;
	return names.size === 1 ? name : undefined;
}

/** Of a `config` and a `system` it is the former that counts. */
function nameIn(platform: Value): string | undefined {
	if (platform.kind !== "attrs" || platform.open !== undefined) return stringOf(platform);
	const { entries } = platform;
	const name = entries.get("config") ?? entries.get("system");
	return name && stringOf(name.thunk.force());
}
