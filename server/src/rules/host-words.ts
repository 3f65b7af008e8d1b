import type { Host } from "../flake/host.ts";
import { hostName, hostNames } from "../instances/module-hosts.ts";

/** `desk`, `desk and lap`, `3 hosts (desk, lap, pi)`: hosts in a sentence, each named once. */
export function hostsInWords(hosts: readonly Host[]): string {
	const names = namesOf(hosts);
	return names.length > 2 ? `${names.length} hosts (${hostNames(hosts)})` : names.join(" and ");
}

/** `me on desk`, `each of 2 users (me on desk, me on lap)`: users of home-manager of whom each has something. */
export function eachUserInWords(users: readonly Host[]): string {
	const names = namesOf(users);
	return names.length > 1 ? `each of ${names.length} users (${hostNames(users)})` : names.join("");
}

function namesOf(hosts: readonly Host[]): readonly string[] {
	return [...new Set(hosts.map(hostName))];
}
