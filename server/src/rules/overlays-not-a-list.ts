import type { Setting } from "../instances/settings.ts";
import type { Expression } from "../syntax/nodes.ts";
import { replaced } from "./mends.ts";
import type { Mend } from "./rule.ts";
import { isArgument, isOption, settingRule, wholeValue } from "./setting-rule.ts";
import { inWords, isSurely, otherKind } from "./value-kinds.ts";

/** `overlays` that are no list, such as one overlay without brackets. */
export const overlaysNotAList = settingRule("overlays-not-a-list", "error", function* (setting) {
	if (!isListOfOverlays(setting)) return;
	// The option of home-manager may be null, which leaves the overlays to the user's own settings.
	const kind = otherKind(setting, setting.kind === "option" ? ["list", "null"] : ["list"]);
	if (kind === undefined) return;
	const message = `‘${setting.path.join(".")}’ must be a list of functions, but it is ${inWords(kind)}.`;
	yield { message, mend: isSurely(setting, ["function"]) ? inBrackets(setting) : undefined };
});

/** True for what takes overlays. */
export function isListOfOverlays(setting: Setting): boolean {
	return isArgument(setting, "overlays", "crossOverlays") || isOption(setting, "overlays");
}

function inBrackets({ attr }: Setting): Mend | undefined {
	const value = wholeValue(attr);
	if (value === undefined) return undefined;
	const [before, after] = oneWord.has(value.kind) ? ["[ ", " ]"] : ["[ (", ") ]"];
	const { start, end } = value;
	const edits = [replaced({ start, end: start }, before), replaced({ start: end, end }, after)];
	return { title: "Put it into a list", change: { edits } };
}

/** What can stand in a list without parentheses. */
const oneWord: ReadonlySet<Expression["kind"]> = new Set(["variable", "select", "parenthesized"]);
