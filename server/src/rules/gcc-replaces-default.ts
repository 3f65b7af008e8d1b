import type { Value } from "../flake/value.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import { belowPlatform, platformName } from "./platforms.ts";
import { always, settingRule } from "./setting-rule.ts";

/** A platform's `gcc` that leaves out what the platform has by itself. */
export const gccReplacesDefault = settingRule("gcc-replaces-default", "warning", function* (setting) {
	const below = belowPlatform(setting);
	if (below?.length !== 1 || below[0] !== "gcc") return;
	const lost = new Set<string>();
	const isLost = always(setting, (use) => {
		const name = platformName(setting, use);
		const found = name === undefined ? [] : lostFrom(name, use.value.force());
		for (const each of found) lost.add(each);
		return found.length > 0;
	});
	if (!isLost) return;
	yield { message: `This replaces the platform’s own ‘gcc’ as a whole, and loses ${[...lost].join(" and ")}.` };
});

/** The settings that a platform has by itself, and that a set does not have. */
function lostFrom(platform: string, gcc: Value): readonly string[] {
	const elaboration = elaborate(platform);
	if (!("platform" in elaboration) || gcc.kind !== "attrs" || gcc.open !== undefined) return [];
	const own = Object.entries(elaboration.platform.gcc);
	// A processor says which architecture it has.
	const isKept = (name: string) => gcc.entries.has(name) || (name === "arch" && gcc.entries.has("cpu"));
	return own.filter(([name]) => !isKept(name)).map(([name, value]) => `‘${name} = ${JSON.stringify(value)}’`);
}
