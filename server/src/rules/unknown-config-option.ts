import type { Setting } from "../instances/settings.ts";
import { configOptions } from "../nixpkgs/config-options.ts";
import { namesBelow } from "../nixpkgs/entry.ts";
import { closest } from "../text/closest.ts";
import { configName } from "./config-wrong-type.ts";
import { renamed } from "./mends.ts";
import { settingRule } from "./setting-rule.ts";

/** A name in nixpkgs' `config` that looks like a slip of one that nixpkgs reads. */
export const unknownConfigOption = settingRule("unknown-config-option", "hint", function* (setting) {
	const meant = optionMeant(setting);
	if (meant === undefined) return;
	const name = configName(setting);
	const mend = renamed(setting, [meant], configOptions.get(meant)?.accepts ?? []);
	yield {
		message: `nixpkgs reads no ‘config.${name}’. Did you mean ‘config.${meant}’?`,
		mend: mend && { ...mend, assumption: `no package of yours reads ‘config.${name}’` },
	};
});

const known = namesBelow(configOptions, "");

/** What a name in `config` was most likely meant to be; undefined for one that is known, or like none. */
function optionMeant(setting: Setting): string | undefined {
	const name = configName(setting);
	const isKnown = name === undefined || name.includes(".") || known.includes(name);
	return isKnown ? undefined : closest(name, known);
}
