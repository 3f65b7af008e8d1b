import { aliasUses } from "../instances/alias-uses.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Finding, Rule } from "./rule.ts";

/** Old names of a package set's platforms, of which nixpkgs warns at each evaluation. */
export const deprecatedSystemAlias: Rule = {
	name: "deprecated-system-alias",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const { path, attr, instead } of aliasUses(inventory)) {
			yield {
				rule: deprecatedSystemAlias.name,
				severity: "hint",
				path,
				range: { start: attr.start, end: attr.end },
				message: `‘${attr.name}’ is an old name, of which nixpkgs warns since 25.11. It is ‘${instead.join(".")}’ now.`,
				related: [],
			};
		}
	},
};
