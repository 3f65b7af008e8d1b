import type { Setting } from "../instances/settings.ts";
import { renamed } from "./mends.ts";
import { isArgument, isHostArgument, isOption, settingRule, valuePlace } from "./setting-rule.ts";
import { inWords, otherKind } from "./value-kinds.ts";

/** A `system` that is no string, such as a set of platform attributes. */
export const systemNotAString = settingRule("system-not-a-string", "error", function* (setting) {
	if (!isArgument(setting, "system") && !isOption(setting, "system") && !isHostArgument(setting, "system")) return;
	const kind = otherKind(setting, setting.kind === "host-argument" ? ["string", "null"] : ["string"]);
	if (kind === undefined) return;
	const instead = kind === "set" ? ` A set of platform attributes is for ‘${insteadOf(setting)}’.` : "";
	const message = `‘system’ must be a string, but it is ${inWords(kind)}.${instead}`;
	const isPlatform = setting.kind === "argument" && kind === "set";
	yield { message, at: valuePlace(setting), mend: isPlatform ? renamed(setting, ["localSystem"], ["set"]) : undefined };
});

function insteadOf({ kind }: Setting): string {
	return kind === "argument" ? "localSystem" : "nixpkgs.hostPlatform";
}
