import type { Setting } from "../instances/settings.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import { configOptions } from "../nixpkgs/config-options.ts";
import { closest } from "../text/closest.ts";
import { settingRule } from "./setting-rule.ts";

/** An argument that nixpkgs' function does not know, and therefore ignores. */
export const unknownArgument = settingRule("unknown-argument", "warning", function* (setting) {
	const [name = ""] = setting.path;
	if (setting.kind !== "argument" || setting.path.length > 1 || known.has(name)) return;
	const meant = argumentMeant(setting);
	const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
	yield { message: `nixpkgs has no argument ‘${name}’, and ignores it.${question}` };
});

const known = new Map([...nixpkgsArguments].filter(([, { standing }]) => standing !== "removed"));

/** What people write for it, most of them because an option of NixOS has that name. */
const otherNames: Readonly<Record<string, string>> = {
	buildPlatform: "localSystem",
	hostPlatform: "localSystem",
	platform: "localSystem",
	overlay: "overlays",
};

/** What an unknown argument was most likely meant to be: another argument, or a name below `config`. */
export function argumentMeant({ path }: Setting): string | undefined {
	const [name = ""] = path;
	if (otherNames[name] !== undefined) return otherNames[name];
	const argument = closest(name, known.keys());
	const option = argument === undefined ? closest(name, configOptions.keys()) : undefined;
	return option === undefined ? argument : `config.${option}`;
}
