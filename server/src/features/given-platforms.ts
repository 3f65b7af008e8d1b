import { discharged } from "../flake/definitions.ts";
import { isSet, toJson } from "../flake/plain-data.ts";
import type { Thunk, Value } from "../flake/value.ts";
import type { Setting, SettingUse } from "../instances/settings.ts";
import type { PlatformValue } from "../nixpkgs/platforms/elaborate.ts";
import { holdsPlatform } from "./setting-entries.ts";

/** A platform that is given, and the one that packages are built on for it. */
export interface GivenPlatform {
	readonly value: PlatformValue;
	/** Undefined if packages are built on the platform itself, or if it is not known where. */
	readonly builder: PlatformValue | undefined;
}

/** The platforms that a setting, or the setting that it is a part of, is known to have, each once. */
export function platformsGiven({ path, uses }: Setting): readonly GivenPlatform[] {
	const [name = ""] = path;
	if (!holdsPlatform([name])) return [];
	const found = uses.flatMap((use) => {
		const value = platformOf(path.length === 1 ? use.value.force() : entryOf(use, name));
		return value === undefined ? [] : [{ value, builder: builderOf(use, name) }];
	});
	const byText = new Map(found.map((platform) => [JSON.stringify(platform), platform]));
	return [...byText.values()];
}

/** Of the names of platforms, those that say where packages are built, for each that says where they run. */
const builders: Readonly<Record<string, readonly string[]>> = {
	crossSystem: ["localSystem", "system"],
	hostPlatform: ["buildPlatform"],
};

function builderOf(use: SettingUse, name: string): PlatformValue | undefined {
	for (const builder of builders[name] ?? []) {
		const value = platformOf(entryOf(use, builder));
		if (value !== undefined) return value;
	}
	return undefined;
}

function entryOf({ given }: SettingUse, name: string): Value | undefined {
	const thunk = given.entries.get(name)?.thunk;
	return thunk && plain(thunk);
}

/** An option's value without `mkDefault` and the like. */
function plain(thunk: Thunk): Value {
	const [first] = discharged(thunk);
	return (first?.thunk ?? thunk).force();
}

function platformOf(value: Value | undefined): PlatformValue | undefined {
	const json = value && toJson(value);
	return typeof json === "string" || isSet(json) ? json : undefined;
}
