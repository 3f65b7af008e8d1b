import { alternatives } from "../flake/choices.ts";
import { lexical } from "../flake/names.ts";
import { stringOf, type Value } from "../flake/value.ts";
import { demandOf } from "../instances/demand.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isKnown, type Site } from "../instances/site.ts";
import { systems } from "../nixpkgs/systems.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import { isMeantImpure } from "./impurity.ts";
import type { Finding, Mend, Rule } from "./rule.ts";

/** An import that is given no platform, in code that a flake evaluates. */
export const missingSystem: Rule = {
	name: "missing-system",
	check: (inventory) =>
		inventory.evaluation.askInPassing(() =>
			inventory.sites
				.filter((site) => isMissing(inventory, site) && !isMeantImpure(inventory))
				.map((site) => finding(site, mendOf(inventory, site))),
		),
};

function finding({ path, node, argument }: Site, mend: Mend | undefined): Finding {
	const { start, end } = argument === undefined ? node : unparenthesized(argument);
	return {
		rule: missingSystem.name,
		severity: "error",
		path,
		range: { start, end },
		message:
			"Neither ‘system’ nor ‘localSystem’ is given, and without ‘--impure’ a flake has no current system to take instead: give one of them.",
		related: [],
		mend,
	};
}

/** Takes the name `system` from around the call, where that is a system. */
function mendOf({ evaluation }: Inventory, { argument, uses }: Site): Mend | undefined {
	const set = argument && unparenthesized(argument);
	if (set?.kind !== "attrset") return undefined;
	const isSystem = uses.every(({ environment }) => {
		const slot = lexical(evaluation, "system", environment);
		const name = slot && stringOf(slot.thunk.force());
		return name !== undefined && systems.has(name);
	});
	if (!isSystem) return undefined;
	return { title: "Inherit ‘system’", change: { added: "inherit system;", to: { start: set.start, end: set.end } } };
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
