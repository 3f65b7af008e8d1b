import { alternatives } from "../flake/choices.ts";
import { stringOf, type Value } from "../flake/value.ts";
import type { Setting, Settings, SettingUse } from "../instances/settings.ts";
import { leftOut } from "./mends.ts";
import type { Mend } from "./rule.ts";
import { always, isArgument, settingRule } from "./setting-rule.ts";

/** Both spellings of the platform that builds, in one call. */
export const systemAndLocalSystem = settingRule("system-and-local-system", "error", function* (setting, settings) {
	const other = isArgument(setting, "localSystem")
		? "system"
		: isArgument(setting, "system")
			? "localSystem"
			: undefined;
	if (other === undefined || !isBeside(setting, other)) return;
	// Of two that always come together, one finding is enough.
	const isTold = (use: SettingUse) => isBeside(settingIn(use, "localSystem", settings), "system");
	if (other === "localSystem" && always(setting, isTold)) return;
	yield { message, mend: mendOf(setting, settings) };
});

const message =
	"‘system’ and ‘localSystem’ are given at once, which nixpkgs does not allow: ‘system’ is short for a ‘localSystem’.";

/** True if a setting is always given together with another argument. */
function isBeside(setting: Setting | undefined, name: string): boolean {
	if (setting === undefined) return false;
	return always(setting, ({ given }) => {
		const slot = given.entries.get(name);
		return slot !== undefined && slot.doubt === undefined;
	});
}

function settingIn({ given }: SettingUse, name: string, settings: Settings): Setting | undefined {
	const node = given.entries.get(name)?.definedAt?.node;
	return node?.kind === "attr" ? settings.at(node) : undefined;
}

/** Leaves ‘system’ out, where ‘localSystem’ beside it says the same. */
function mendOf(setting: Setting, settings: Settings): Mend | undefined {
	const [use] = setting.uses;
	const system = use && settingIn(use, "system", settings);
	if (system === undefined || system.file !== setting.file || !always(system, saysTheSame)) return undefined;
	return leftOut(system);
}

function saysTheSame({ value, given }: SettingUse): boolean {
	const local = given.entries.get("localSystem")?.thunk.force();
	const system = stringOf(value.force());
	return system !== undefined && local !== undefined && alternatives(local).every((each) => systemOf(each) === system);
}

/** The system that a platform gives as a string, or in a set with nothing else. */
function systemOf(platform: Value): string | undefined {
	if (platform.kind !== "attrs" || platform.open !== undefined || platform.entries.size > 1) return stringOf(platform);
	const slot = platform.entries.get("system");
	return slot && stringOf(slot.thunk.force());
}
