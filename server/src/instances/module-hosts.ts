import { enclosingFunction } from "../flake/contexts.ts";
import type { Host, HostKind } from "../flake/host.ts";
import { instanceOf } from "../flake/instance.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import { contains, type Range } from "../text/range.ts";
import { isKnown, type Site } from "./site.ts";

/** True for a machine or a user, as opposed to the module systems of flake-parts. */
export function isMachine({ kind }: Host): boolean {
	return machines.has(kind);
}

const machines: ReadonlySet<HostKind> = new Set([
	"nixos",
	"darwin",
	"home-manager",
	"nix-on-droid",
	"home-manager-user",
]);

/**
 * The hosts and home-manager users in whose module a site stands, each once. None if the site is evaluated by a
 * function inside the module, such as an overlay: how often that happens is another question. None either if it is a
 * site by its names alone.
 */
export function moduleHosts(site: Site): readonly Host[] {
	if (!isKnown(site)) return [];
	const hosts = site.uses.flatMap(({ host, environment }) => {
		if (host === undefined || !isMachine(host) || isOwnPackages(host, site)) return [];
		const { frame } = environment;
		return frame?.cause?.kind === "module" || enclosingFunction(site.node) === undefined ? [host] : [];
	});
	return [...new Set(hosts)];
}

/** True if a site makes the package set of the host itself, as `nixpkgs.pkgs = import …` does: that one is no other's. */
function isOwnPackages(host: Host, site: Site): boolean {
	return instanceOf(host.pkgs.force())?.at?.node === site.node;
}

/** The name that people know a host by: its attribute in the flake's outputs, or a user's name with the host's. */
export function hostName(host: Host): string {
	const [name = ""] = host.names;
	if (host.parent !== undefined) return `${isWritten(name) ? name : "a user"} on ${hostName(host.parent)}`;
	const own = name.split(".").slice(1).join(".") || name;
	return isWritten(own) ? own : "a host";
}

/** False for the name of what has none, or one that only Nix can compute. */
function isWritten(name: string): boolean {
	return name !== "" && name !== "?";
}

/** False for a host that is made within something else, such as an image, and is no output of its own. */
export function isNamed({ names }: Host): boolean {
	return names.length > 0;
}

/** Those of a site's hosts that can be spoken of: none if the site has a syntax error in it, else those whose call has none. */
export function soundHosts(snapshot: Snapshot, site: Site, hosts = moduleHosts(site)): readonly Host[] {
	if (isBroken(snapshot, site.path, site.node)) return [];
	return hosts.filter(({ at }) => at !== undefined && !isBroken(snapshot, at.environment.file, at.node));
}

function isBroken(snapshot: Snapshot, path: string, node: Range): boolean {
	return snapshot.file(path)?.tree.errors.some((error) => contains(node, error)) ?? true;
}

/** Hosts without those that have the name of one before them; what has no name of its own is told apart. */
export function eachOnce(hosts: readonly Host[]): readonly Host[] {
	const names = hosts.map((host) => (isNamed(host) ? hostName(host) : undefined));
	return hosts.filter((_, index) => names[index] === undefined || names.indexOf(names[index]) === index);
}

/** The names of hosts for a message: all of a few, else the first ones and how many hosts there are more. */
export function hostNames(hosts: readonly Host[]): string {
	const names = [...new Set(hosts.filter(isNamed).map(hostName))];
	if (names.length === 0) return hosts.length === 1 ? "a host" : `${hosts.length} hosts`;
	const shown = names.length > maxNames ? names.slice(0, maxNames - 1) : names;
	const more = eachOnce(hosts).length - shown.length;
	return shown.join(", ") + (more === 0 ? "" : ` and ${more} more`);
}

const maxNames = 6;
