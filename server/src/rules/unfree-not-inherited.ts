import type { Instance } from "../flake/instance.ts";
import { booleanOf } from "../flake/value.ts";
import { flakeOf } from "../instances/follow-flakes.ts";
import type { Inventory } from "../instances/inventory.ts";
import { hostName, isMachine } from "../instances/module-hosts.ts";
import { type Setting, settingsOf } from "../instances/settings.ts";
import { refusedUnfreeUses } from "../instances/unfree-uses.ts";
import type { Finding, Related, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** Unfree packages of an instance that refuses them, in a flake that allows them elsewhere. */
export const unfreeNotInherited: Rule = {
	name: "unfree-not-inherited",
	*check(inventory: Inventory): Iterable<Finding> {
		const uses = refusedUnfreeUses(inventory);
		if (uses.length === 0) return;
		const leaves = settingsOf(inventory).all.filter(allowsUnfree);
		for (const { path, node, instances } of uses) {
			const flake = flakeOf(inventory.flakes, path);
			const leave = leaves.find(({ file }) => flakeOf(inventory.flakes, file) === flake);
			if (flake === undefined || leave === undefined) continue;
			yield {
				rule: unfreeNotInherited.name,
				severity: "hint",
				path,
				range: { start: node.start, end: node.end },
				message: `‘${node.name}’ is unfree, and this package set refuses it: ‘allowUnfree’ of ${owner(leave)} does not reach it.`,
				related: [...madeAt(instances), allowedAt(leave)],
			};
		}
	},
};

/** True for `config.allowUnfree = true` of an instance, or of a machine's or user's own packages. */
function allowsUnfree({ kind, path, uses }: Setting): boolean {
	if (kind === "host-argument" || path.join(".") !== "config.allowUnfree") return false;
	return uses.some(({ value, site, host }) => {
		const isKnown = site !== undefined || (host !== undefined && isMachine(host));
		return isKnown && booleanOf(value.force()) === true;
	});
}

function owner({ kind, uses }: Setting): string {
	const host = uses.find((use) => use.host !== undefined)?.host;
	return kind === "option" && host !== undefined ? `the packages of ${hostName(host)}` : "another package set";
}

function madeAt([instance]: readonly Instance[]): readonly Related[] {
	if (instance?.at === undefined) return [];
	const { node, environment } = instance.at;
	return [
		{
			path: environment.file,
			range: { start: node.start, end: node.end },
			message: "This makes the package set",
		},
	];
}

function allowedAt({ file, attr }: Setting): Related {
	return { path: file, range: writtenPath(attr), message: "Here unfree packages are allowed" };
}
