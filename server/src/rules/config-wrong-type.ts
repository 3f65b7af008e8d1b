import type { Setting } from "../instances/settings.ts";
import { configOptions } from "../nixpkgs/config-options.ts";
import type { Kind } from "../nixpkgs/entry.ts";
import { isArgument, isOption, settingRule, valuePlace } from "./setting-rule.ts";
import { inWords, otherKind } from "./value-kinds.ts";

/** A value in nixpkgs' `config` that is of a type which nixpkgs does not take. */
export const configWrongType = settingRule("config-wrong-type", "warning", function* (setting) {
	const isWhole = setting.path.length === 1;
	const accepted = acceptedKinds(setting);
	const kind = accepted.length === 0 ? undefined : otherKind(setting, accepted);
	if (kind === undefined) return;
	const wanted = inWords(...(isWhole ? (["set", "function"] as const) : accepted));
	const message = `‘${setting.path.join(".")}’ must be ${wanted}, but it is ${inWords(kind)}.`;
	// What is inside is looked at only once a package asks for it.
	yield { message, at: valuePlace(setting), severity: isWhole ? "error" : "warning" };
});

function acceptedKinds(setting: Setting): readonly Kind[] {
	// A path or a string may name a file with a module, in releases that evaluate it as one.
	if (isArgument(setting, "config")) return ["set", "function", "path", "string"];
	// The option of home-manager may be null, which leaves it to the user's own settings.
	if (isOption(setting, "config")) return ["set", "function", "null"];
	return configOptions.get(configName(setting) ?? "")?.accepts ?? [];
}

/** The name of a setting below `config`, with dots; undefined for any other setting. */
export function configName({ kind, path }: Setting): string | undefined {
	return kind !== "host-argument" && path[0] === "config" && path.length > 1 ? path.slice(1).join(".") : undefined;
}
