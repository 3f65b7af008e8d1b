import { instanceOf } from "../flake/instance.ts";
import type { SettingUse } from "../instances/settings.ts";
import { describeTree } from "../instances/source.ts";
import { platformAttributes } from "../nixpkgs/platform-attributes.ts";
import { belowPlatform } from "./platforms.ts";
import { always, settingRule } from "./setting-rule.ts";

/** An attribute of a platform at which nixpkgs stops. */
export const removedPlatformAttribute = settingRule("removed-platform-attribute", "error", function* (setting) {
	const name = belowPlatform(setting)?.join(".") ?? "";
	const entry = name.includes(".") ? undefined : platformAttributes.get(name);
	if (entry?.standing !== "rejected" || !always(setting, isSinceRemoval)) return;
	const instead = entry.instead?.replace(/`([^`]*)`/g, "‘$1’");
	yield { message: `nixpkgs has removed ‘${name}’ from platforms, and stops where it is given. Use ${instead}.` };
});

/** The day on which nixpkgs began to reject `linux-kernel`; no release before 26.11 does. */
const removal = "2026-06-10";

/** True if the nixpkgs that is given a platform is known to be newer than the removal. */
function isSinceRemoval({ site, host }: SettingUse): boolean {
	const instance = site?.uses[0]?.instance ?? (host && instanceOf(host.pkgs.force()));
	const { date, url } = instance === undefined ? {} : describeTree(instance.source);
	const [, year, month] = /\b(\d\d)\.(\d\d)\b/.exec(url ?? "") ?? [];
	const isOldRelease = year !== undefined && `${year}.${month}` < "26.11";
	return date !== undefined && date >= removal && !isOldRelease;
}
