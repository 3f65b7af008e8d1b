import type { Environment, Frame } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import type { Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";

/** A host that has a set as a module, and the call that the set was made in. */
interface Owner {
	readonly host: Host;
	readonly frame: Frame | undefined;
}

type SetModules = ReadonlyMap<Node, readonly Owner[]>;

/**
 * The hosts and users of home-manager that have a set around `node` as a module, as `environment` evaluates it: a module
 * that is no function is not called, so that no call tells whose it is.
 */
export function hostsWithSet(evaluation: Evaluation, node: Node, environment: Environment): readonly Host[] {
	const modules = setModules(evaluation);
	if (modules.size === 0) return [];
	const frames = new Set<Frame | undefined>([environment.frame]);
	// A set hands out what is added to it while it is being walked.
	for (const frame of frames) frames.add(frame?.parent);
	for (const outer of [node, ...ancestors(node)]) {
		const owners = modules.get(outer)?.filter(({ frame }) => frames.has(frame)) ?? [];
		if (owners.length > 0) return owners.map(({ host }) => host);
	}
	return [];
}

const kept = new WeakMap<object, { readonly modules: SetModules; readonly hosts: number }>();

/** The sets that stand in the text as modules, with the hosts that have each. */
function setModules(evaluation: Evaluation): SetModules {
	const known = kept.get(evaluation.revision);
	if (known?.hosts === evaluation.hosts.length) return known.modules;
	const modules = new Map<Node, Owner[]>();
	for (const host of evaluation.hosts.flatMap((host) => [host, ...host.users()])) {
		if (host.kind === "flake-parts") continue;
		for (const { place } of host.graph().modules) {
			if (place?.node.kind !== "attrset") continue;
			const owner = { host, frame: place.environment.frame };
			const owners = modules.get(place.node);
			if (owners === undefined) modules.set(place.node, [owner]);
			else owners.push(owner);
		}
	}
	kept.set(evaluation.revision, { modules, hosts: evaluation.hosts.length });
	return modules;
}
