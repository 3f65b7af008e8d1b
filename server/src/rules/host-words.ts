import type { Host } from "../flake/host.ts";
import { hostName } from "../instances/module-hosts.ts";

/** `desk`, `desk and lap`, `3 hosts (desk, lap, pi)`: hosts in a sentence, each named once. */
export function hostsInWords(hosts: readonly Host[]): string {
	const names = [...new Set(hosts.map(hostName))];
	return names.length > 2 ? `${names.length} hosts (${names.join(", ")})` : names.join(" and ");
}
