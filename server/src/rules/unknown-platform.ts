import { rewritten } from "./mends.ts";
import { nameMeant, rejectedNames } from "./platform-names.ts";
import { settingRule, valuePlace } from "./setting-rule.ts";

/** A triple, such as `aarch64-unknown-linux-gnu`, that nixpkgs can't read. */
export const unknownPlatform = settingRule("unknown-platform", "error", function* (setting) {
	for (const rejected of rejectedNames(setting)) {
		if (rejected.kind !== "triple") continue;
		const meant = nameMeant(rejected);
		const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
		const message = `nixpkgs knows no platform ‘${rejected.name}’: ${rejected.reason.replace(/\.$/, "")}.${question}`;
		const mend = meant === undefined ? undefined : rewritten(setting, rejected.name, meant);
		yield { message, at: valuePlace(setting), mend };
	}
});
