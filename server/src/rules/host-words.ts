import type { Host } from "../flake/host.ts";
import { eachOnce, hostName, hostNames, isNamed } from "../instances/module-hosts.ts";

/** `desk`, `desk and lap`, `3 hosts (desk, lap, pi)`: hosts in a sentence, each named once. */
export function hostsInWords(hosts: readonly Host[]): string {
	const each = eachOnce(hosts);
	if (!each.some(isNamed)) return hostNames(each);
	return each.length > 2 ? `${each.length} hosts (${hostNames(each)})` : each.map(hostName).join(" and ");
}

/** `me on desk`, `each of 2 users (me on desk, me on lap)`: users of home-manager of whom each has something. */
export function eachUserInWords(users: readonly Host[]): string {
	const each = eachOnce(users);
	return each.length > 1 ? `each of ${each.length} users (${hostNames(each)})` : hostNames(each);
}
