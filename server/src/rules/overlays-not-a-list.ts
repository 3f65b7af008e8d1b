import type { Setting } from "../instances/settings.ts";
import { isArgument, isOption, settingRule } from "./setting-rule.ts";
import { inWords, otherKind } from "./value-kinds.ts";

/** `overlays` that are no list, such as one overlay without brackets. */
export const overlaysNotAList = settingRule("overlays-not-a-list", "error", function* (setting) {
	if (!isListOfOverlays(setting)) return;
	// The option of home-manager may be null, which leaves the overlays to the user's own settings.
	const kind = otherKind(setting, setting.kind === "option" ? ["list", "null"] : ["list"]);
	const name = setting.path.join(".");
	if (kind !== undefined) yield { message: `‘${name}’ must be a list of functions, but it is ${inWords(kind)}.` };
});

/** True for what takes overlays. */
export function isListOfOverlays(setting: Setting): boolean {
	return isArgument(setting, "overlays", "crossOverlays") || isOption(setting, "overlays");
}
