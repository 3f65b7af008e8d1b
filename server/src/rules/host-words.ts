import type { Host } from "../flake/host.ts";
import { hostName } from "../instances/module-hosts.ts";

/** `desk`, `desk and lap`, `3 hosts (desk, lap, pi)`: hosts in a sentence, each named once. */
export function hostsInWords(hosts: readonly Host[]): string {
	const names = namesOf(hosts);
	return names.length > 2 ? `${names.length} hosts (${listed(names)})` : names.join(" and ");
}

/** `me on desk`, `each of 2 users (me on desk, me on lap)`: users of home-manager of whom each has something. */
export function eachUserInWords(users: readonly Host[]): string {
	const names = namesOf(users);
	return names.length > 1 ? `each of ${names.length} users (${listed(names)})` : names.join("");
}

/** The name of each host or user; that of a host whose name is computed is left out. */
function namesOf(hosts: readonly Host[]): readonly string[] {
	return [
		...new Set(
			hosts.map((host) =>
				hostName(host)
					.replace(/^\?$/, "a host")
					.replace(/ on \?$/, ""),
			),
		),
	];
}

/** No more names than can be read at a glance. */
function listed(names: readonly string[]): string {
	const shown = names.length > maxShown ? [...names.slice(0, maxShown - 1), "…"] : names;
	return shown.join(", ");
}

const maxShown = 6;
