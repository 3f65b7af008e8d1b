import { alternatives, type Value } from "../flake/value.ts";
import { demandOf } from "../instances/demand.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isKnown, type Site } from "../instances/site.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import { isMeantImpure } from "./impurity.ts";
import type { Finding, Rule } from "./rule.ts";

/** An import that is given no platform, in code that a flake evaluates. */
export const missingSystem: Rule = {
	name: "missing-system",
	check: (inventory) =>
		inventory.evaluation.askInPassing(() =>
			inventory.sites.filter((site) => isMissing(inventory, site) && !isMeantImpure(inventory)).map(finding),
		),
};

function finding({ path, node, argument }: Site): Finding {
	const { start, end } = argument === undefined ? node : unparenthesized(argument);
	return {
		rule: missingSystem.name,
		severity: "error",
		path,
		range: { start, end },
		message:
			"Neither ‘system’ nor ‘localSystem’ is given, and a flake has no current system to take instead: give one of them.",
		related: [],
	};
}

/** True if a flake evaluates a site at least once, and always without a platform. */
function isMissing({ evaluation, reached }: Inventory, site: Site): boolean {
	const { path, node, spelling, argument, uses, assumed } = site;
	if (assumed || !isKnown(site) || spelling !== "import" || argument === undefined || !reached.has(path)) return false;
	const hasNone = uses.every(({ instance }) => {
		const given = instance?.argument?.force();
		return given !== undefined && alternatives(given).every(namesNoPlatform);
	});
	if (!hasNone) return false;
	const environments = uses.map(({ environment }) => environment);
	return demandOf({ evaluation, path, node, environments }).includes(true);
}

function namesNoPlatform(given: Value): boolean {
	if (given.kind !== "attrs" || given.open !== undefined) return false;
	return !given.entries.has("system") && !given.entries.has("localSystem");
}
