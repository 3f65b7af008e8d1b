import type { Setting } from "../instances/settings.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import { configOptions } from "../nixpkgs/config-options.ts";
import { closest } from "../text/closest.ts";
import { renamed } from "./mends.ts";
import type { Mend } from "./rule.ts";
import { settingRule } from "./setting-rule.ts";

/** An argument that nixpkgs' function does not know, and therefore ignores. */
export const unknownArgument = settingRule("unknown-argument", "warning", function* (setting) {
	const [name = ""] = setting.path;
	if (setting.kind !== "argument" || setting.path.length > 1 || known.has(name)) return;
	const meant = argumentMeant(name);
	const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
	const message = `nixpkgs has no argument ‘${name}’, and ignores it.${question}`;
	yield { message, mend: meant === undefined ? undefined : mendOf(setting, meant) };
});

function mendOf(setting: Setting, meant: string): Mend | undefined {
	const isPlatform = meant === "localSystem";
	// Together they would be rejected.
	if (isPlatform && setting.uses.some(({ given }) => given.entries.has("system"))) return undefined;
	const entry = nixpkgsArguments.get(meant) ?? configOptions.get(meant.replace(/^config\./, ""));
	return entry && renamed(setting, meant.split("."), entry.accepts);
}

const known = new Map([...nixpkgsArguments].filter(([, { standing }]) => standing !== "removed"));

/** What people write for it, most of them because an option of NixOS has that name. */
const otherNames: Readonly<Record<string, string>> = {
	buildPlatform: "localSystem",
	hostPlatform: "localSystem",
	overlay: "overlays",
};

/** What an unknown argument was most likely meant to be: another argument, or a name below `config`. */
function argumentMeant(name: string): string | undefined {
	if (otherNames[name] !== undefined) return otherNames[name];
	const argument = closest(name, known.keys());
	const option = argument === undefined ? closest(name, configOptions.keys()) : undefined;
	return option === undefined ? argument : `config.${option}`;
}
