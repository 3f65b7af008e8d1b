import { stringOf } from "../flake/value.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import { leftOut } from "./mends.ts";
import { belowPlatform } from "./platforms.ts";
import { always, settingRule } from "./setting-rule.ts";

/** A `system` beside a `config` that names another platform: the former is ignored. */
export const systemAndConfig = settingRule("system-and-config", "warning", function* (setting) {
	const below = belowPlatform(setting);
	if (below?.length !== 1 || below[0] !== "system") return;
	const names = new Set<string>();
	const isOther = always(setting, ({ value, set }) => {
		const config = set.entries.get("config");
		const system = stringOf(value.force());
		const triple = config === undefined || config.doubt !== undefined ? undefined : stringOf(config.thunk.force());
		if (system === undefined || triple === undefined) return false;
		names.add(triple);
		return systemOf(triple) !== systemOf(system);
	});
	if (!isOther) return;
	const message = `This is ignored, since ‘config’ is given too: the platform is ${[...names].join(", ")}.`;
	yield { message, mend: leftOut(setting) };
});

/** The system of a platform; the name itself where nixpkgs does not take it. */
function systemOf(name: string): string {
	const elaboration = elaborate(name);
	return "platform" in elaboration ? elaboration.platform.system : name;
}
