import { rewritten } from "./mends.ts";
import { nameMeant, rejectedNames } from "./platform-names.ts";
import { settingRule, valuePlace } from "./setting-rule.ts";

/** A system, such as `x86_64-linux`, that nixpkgs can't read. */
export const unknownSystem = settingRule("unknown-system", "error", function* (setting) {
	for (const rejected of rejectedNames(setting)) {
		if (rejected.kind !== "system") continue;
		const meant = nameMeant(rejected);
		const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
		const message = `nixpkgs knows no system ‘${rejected.name}’: ${rejected.reason.replace(/\.$/, "")}.${question}`;
		const mend = meant === undefined ? undefined : rewritten(setting, rejected.name, meant);
		yield { message, at: valuePlace(setting), mend };
	}
});
