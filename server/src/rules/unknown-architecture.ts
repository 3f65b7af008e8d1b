import { stringOf } from "../flake/value.ts";
import type { Setting, SettingUse } from "../instances/settings.ts";
import { compilerValues, judgeArchitecture, type Target } from "../nixpkgs/compiler-values.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import { closest } from "../text/closest.ts";
import { rewritten } from "./mends.ts";
import { belowPlatform, platformName } from "./platforms.ts";
import { settingRule, type Verdict, valuePlace } from "./setting-rule.ts";

/** A `gcc.arch` that no compiler takes for the platform's processor. */
export const unknownArchitecture = settingRule("unknown-architecture", "warning", function* (setting) {
	if (belowPlatform(setting)?.join(".") !== "gcc.arch") return;
	const faults = setting.uses.map((use) => faultOf(setting, use));
	const [fault] = faults;
	if (fault !== undefined && !faults.includes(undefined)) yield { ...fault, at: valuePlace(setting) };
});

function faultOf(setting: Setting, use: SettingUse): Verdict | undefined {
	const [name, target] = [stringOf(use.value.force()), targetOf(setting, use)];
	if (name === undefined || target === undefined) return undefined;
	const verdict = judgeArchitecture(name, target);
	const processor = `${target.bits}-bit ${target.family}`;
	if (verdict === "other-processor") {
		return { message: `‘${name}’ is no architecture of ${processor} processors, but of others.` };
	}
	if (verdict !== "unknown") return undefined;
	const message = `No compiler knows an architecture ‘${name}’ of ${processor} processors.`;
	const meant = closest(name, compilerValues("arch", target));
	if (meant === undefined) return { message };
	return { message: `${message} Did you mean ‘${meant}’?`, mend: rewritten(setting, name, meant) };
}

/** The processor of the platform that a setting is part of. */
function targetOf(setting: Setting, use: SettingUse): Target | undefined {
	const name = platformName(setting, use);
	const elaboration = name === undefined ? undefined : elaborate(name);
	return elaboration !== undefined && "platform" in elaboration ? elaboration.platform.cpu : undefined;
}
