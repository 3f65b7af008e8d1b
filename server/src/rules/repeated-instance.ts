import { evaluationsOfFamily, type Family, familiesOf } from "../instances/families.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Site } from "../instances/site.ts";
import type { Finding, Rule } from "./rule.ts";

/** An import of nixpkgs that makes an instance which the flake's outputs have elsewhere, or make once more at each call. */
export const repeatedInstance: Rule = {
	name: "repeated-instance",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const family of familiesOf(inventory)) {
			const made = evaluationsOfFamily(inventory, family);
			const needed = family.instances.size;
			if (made === undefined || made <= needed) continue;
			for (const site of family.sites) yield finding(site, family, made, needed);
		}
	},
};

function finding(site: Site, { sites }: Family, made: number, needed: number): Finding {
	const others = sites.filter((each) => each !== site);
	const places = others.length === 1 ? "one other place" : `${others.length} other places`;
	const makers = others.length === 0 ? "This makes" : `This and ${places} make`;
	const different = needed === 1 ? "all of them equal" : `of which only ${needed} differ`;
	return {
		rule: repeatedInstance.name,
		severity: "warning",
		path: site.path,
		range: { start: site.node.start, end: site.node.end },
		message: `${makers} ${made} nixpkgs instances, ${different}.`,
		related: others.map(({ path, node: { start, end } }) => ({
			path,
			range: { start, end },
			message: "This makes the same instance",
		})),
	};
}
