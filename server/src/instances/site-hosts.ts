import type { Host } from "../flake/host.ts";
import { ancestors } from "../syntax/walk.ts";
import type { Inventory } from "./inventory.ts";
import { isMachine } from "./module-hosts.ts";
import { hostsWithSet } from "./set-modules.ts";
import type { Site } from "./site.ts";

/**
 * The hosts that a site makes its instances for: those whose module it stands in, and those whose call it is part of, or
 * else those that are made by the same call of a function around it. Each once.
 */
export function hostsOf({ flakes, evaluation }: Inventory, { node, uses }: Site): readonly Host[] {
	const own = uses.flatMap(({ host, environment }) => {
		if (host === undefined) return [];
		const sharing = hostsWithSet(evaluation, node, environment);
		return sharing.includes(host) ? sharing : [host];
	});
	const around = new Set([node, ...ancestors(node)]);
	const frames = new Set(uses.map(({ environment }) => environment.frame));
	const made = flakes
		.flatMap(({ hosts }) => hosts)
		.filter(({ at, kind, parent }) => {
			if (at === undefined || kind === "flake-parts" || parent !== undefined) return false;
			const { frame } = at.environment;
			return frames.has(frame) && (around.has(at.node) || (frame !== undefined && frame.cause === undefined));
		});
	const inCall = made.filter(({ at }) => at !== undefined && around.has(at.node));
	return [...new Set([...own, ...(inCall.length > 0 ? inCall : made)])].filter(isMachine);
}
