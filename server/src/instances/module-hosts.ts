import { enclosingFunction } from "../flake/contexts.ts";
import type { Host } from "../flake/host.ts";
import type { Site } from "./site.ts";

/**
 * The hosts and home-manager users in whose module a site stands, each once. None if the site is evaluated by a
 * function inside the module, such as an overlay: how often that happens is another question.
 */
export function moduleHosts(site: Site): readonly Host[] {
	const hosts = site.uses.flatMap(({ host, environment }) => {
		if (host === undefined || host.kind === "flake-parts") return [];
		const { frame } = environment;
		return frame?.cause?.kind === "module" || enclosingFunction(site.node) === undefined ? [host] : [];
	});
	return [...new Set(hosts)];
}

/** The name that people know a host by: its attribute in the flake's outputs, or a user's name with the host's. */
export function hostName(host: Host): string {
	const own = host.names[0]?.split(".").slice(1).join(".") || host.names[0] || "a host";
	return host.parent === undefined ? own : `${host.names[0] ?? "a user"} on ${hostName(host.parent)}`;
}
