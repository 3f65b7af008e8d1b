import type { Host } from "../flake/host.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isUnused } from "../instances/let-binding.ts";
import { hostNames, isNamed, soundHosts } from "../instances/module-hosts.ts";
import type { Site } from "../instances/site.ts";
import type { Finding, Related, Rule } from "./rule.ts";

/** An import of nixpkgs inside a module, which every host that has the module evaluates again. */
export const nestedInstance: Rule = {
	name: "nested-instance",
	*check({ sites, snapshot }: Inventory): Iterable<Finding> {
		for (const site of sites) {
			const hosts = soundHosts(snapshot, site);
			if (hosts.length > 0) yield finding(site, hosts);
		}
	},
};

function finding(site: Site, hosts: readonly Host[]): Finding {
	const names = hostNames(hosts);
	const kind = hosts.every((host) => host.kind === "home-manager-user") ? "users" : "hosts";
	const many = hosts.some(isNamed) ? `${hosts.length} ${kind} (${names})` : `${hosts.length} ${kind}`;
	const times = hosts.length === 1 ? `for ${names}` : `for each of ${many}`;
	return {
		rule: nestedInstance.name,
		severity: "warning",
		path: site.path,
		range: { start: site.node.start, end: site.node.end },
		message: isUnused(site)
			? `Nothing uses this nixpkgs instance. If something did, it would be made ${times}.`
			: `This makes a nixpkgs instance of its own ${times}. Made once in flake.nix, it can be shared.`,
		related: reachedFrom(hosts),
	};
}

/** The calls that make the hosts, each once: one call in a function may make many. */
function reachedFrom(hosts: readonly Host[]): readonly Related[] {
	const calls = new Map(hosts.flatMap(({ at }) => (at === undefined ? [] : [[at.node, at] as const])));
	return [...calls.values()].map(({ node, environment }) => {
		const made = hosts.filter(({ at }) => at?.node === node);
		return {
			path: environment.file,
			range: { start: node.start, end: node.end },
			message: `${hostNames(made)} ${made.length === 1 ? "has" : "have"} this module`,
		};
	});
}
