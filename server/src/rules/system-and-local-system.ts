import type { Setting, Settings } from "../instances/settings.ts";
import { always, isArgument, settingRule } from "./setting-rule.ts";

/** Both spellings of the platform that builds, in one call. */
export const systemAndLocalSystem = settingRule("system-and-local-system", "error", function* (setting, settings) {
	const isTold = isArgument(setting, "localSystem")
		? isBeside(setting, "system")
		: isArgument(setting, "system") && isBeside(setting, "localSystem") && !isToldOf(setting, settings);
	if (isTold) yield { message };
});

const message =
	"‘system’ and ‘localSystem’ are given at once, which nixpkgs does not allow: ‘system’ is short for a ‘localSystem’.";

/** True if a setting is always given together with another argument. */
function isBeside(setting: Setting, name: string): boolean {
	return always(setting, ({ given }) => {
		const slot = given.entries.get(name);
		return slot !== undefined && slot.doubt === undefined;
	});
}

/** True if the finding is at each `localSystem` that a `system` comes with. */
function isToldOf(system: Setting, settings: Settings): boolean {
	return always(system, ({ given }) => {
		const node = given.entries.get("localSystem")?.definedAt?.node;
		const other = node?.kind === "attr" ? settings.at(node) : undefined;
		return other !== undefined && isBeside(other, "system");
	});
}
