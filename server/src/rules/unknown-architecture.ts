import { stringOf } from "../flake/value.ts";
import type { Setting, SettingUse } from "../instances/settings.ts";
import { compilerValues, judgeArchitecture, type Target } from "../nixpkgs/compiler-values.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import { closest } from "../text/closest.ts";
import { belowPlatform, platformName } from "./platforms.ts";
import { always, settingRule, valuePlace } from "./setting-rule.ts";

/** A `gcc.arch` that no compiler takes for the platform's processor. */
export const unknownArchitecture = settingRule("unknown-architecture", "warning", function* (setting) {
	if (belowPlatform(setting)?.join(".") !== "gcc.arch") return;
	const [message] = setting.uses.flatMap((use) => faultOf(setting, use) ?? []);
	if (message !== undefined && always(setting, (use) => faultOf(setting, use) !== undefined)) {
		yield { message, at: valuePlace(setting) };
	}
});

function faultOf(setting: Setting, use: SettingUse): string | undefined {
	const [name, target] = [stringOf(use.value.force()), targetOf(setting, use)];
	if (name === undefined || target === undefined) return undefined;
	const verdict = judgeArchitecture(name, target);
	const processor = `${target.bits}-bit ${target.family}`;
	if (verdict === "other-processor") return `‘${name}’ is no architecture of ${processor} processors, but of others.`;
	if (verdict !== "unknown") return undefined;
	const meant = closest(name, compilerValues("arch", target));
	const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
	return `No compiler knows an architecture ‘${name}’ of ${processor} processors.${question}`;
}

/** The processor of the platform that a setting is part of. */
function targetOf(setting: Setting, use: SettingUse): Target | undefined {
	const name = platformName(setting, use);
	const elaboration = name === undefined ? undefined : elaborate(name);
	return elaboration !== undefined && "platform" in elaboration ? elaboration.platform.cpu : undefined;
}

/** What an architecture was most likely meant to be. */
export function architectureMeant(setting: Setting): string | undefined {
	const [use] = setting.uses;
	const target = use && targetOf(setting, use);
	const name = use && stringOf(use.value.force());
	return target && name && closest(name, compilerValues("arch", target));
}
