import type { Inputs, MissingFollow } from "../flake/input-follows.ts";
import type { NixpkgsNode } from "../flake/lock-graph.ts";
import { dayOf } from "../instances/source.ts";
import { counted } from "../text/counted.ts";

/** Of more, the rest is only counted. */
const maxListed = 3;

/** `a nixpkgs of their own: nixos-25.11 (d407951 of 2026-07-05, 3 days older than ‘nixpkgs’)`, of `whose` nixpkgs it is. */
export function brought({ nixpkgs }: Inputs, missing: readonly MissingFollow[], whose: "its" | "their"): string {
	const each = missing.map(({ path, node, target }) => {
		const through = path.length > 2 ? ` through ‘${path.slice(1, -1).join("/")}’` : "";
		const known = [locked(node), distance(node, nixpkgs.get(target), target)].filter((part) => part !== "");
		return `${node.ref ?? node.url}${through}${known.length === 0 ? "" : ` (${known.join(", ")})`}`;
	});
	const [first, ...more] = each;
	if (more.length === 0) return `a nixpkgs of ${whose} own: ${first}`;
	const listed = each.length <= maxListed ? each : [...each.slice(0, maxListed), `and ${each.length - maxListed} more`];
	return `${each.length} nixpkgs of ${whose} own: ${listed.join("; ")}`;
}

/** `d407951 of 2026-07-05`, as far as it is known. */
function locked({ rev, lastModified }: NixpkgsNode): string {
	return [rev?.slice(0, 7), dayOf(lastModified)].filter((part) => part !== undefined).join(" of ");
}

/** `31 days older than ‘nixpkgs’`: how a nixpkgs stands to the flake's own, as far as it is known. */
function distance(node: NixpkgsNode, own: NixpkgsNode | undefined, name: string): string {
	if (node.identity === own?.identity) return `now the same as ‘${name}’`;
	if (node.lastModified === undefined || own?.lastModified === undefined) return "";
	const days = Math.round((node.lastModified - own.lastModified) / 86_400);
	if (days === 0) return `of the same day as ‘${name}’`;
	return `${counted(Math.abs(days), "day")} ${days < 0 ? "older" : "newer"} than ‘${name}’`;
}

/** What the lock would hold if all of it followed. */
export function saved({ graph: { nixpkgs } }: Inputs, missing: readonly MissingFollow[], who: "it" | "they"): string {
	const targets = [...new Set(missing.map(({ target }) => `‘${target}’`))].join(" and ");
	const left = nixpkgs.length - new Set(missing.map(({ node }) => node.key)).size;
	return `If ${who} followed ${targets}, flake.lock would hold ${left} nixpkgs instead of ${nixpkgs.length}.`;
}
