import { contextsOf } from "../flake/contexts.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import { instanceOf } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Node } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { importsEvalConfig } from "./eval-config.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isMachine } from "./module-hosts.ts";
import { isHostCall, namesHostCall } from "./shapes.ts";
import type { Site, Use } from "./site.ts";

/** The calls that make a host with an instance of its own, for itself or for users of home-manager in it. */
export function knownHostSites(hosts: readonly Host[]): readonly Site[] {
	const uses = new Map<Node, { readonly path: string; readonly node: Apply; readonly uses: Use[] }>();
	for (const host of hosts.filter(isMachine)) {
		const use = ownInstance(host);
		if (use === undefined || host.at?.node.kind !== "apply") continue;
		const { node, environment } = host.at;
		const site = uses.get(node) ?? { path: environment.file, node, uses: [] };
		site.uses.push(use);
		uses.set(node, site);
	}
	return [...uses.values()].map((site) => ({ ...hostSite(site.path, site.node), uses: site.uses, assumed: false }));
}

/** The evaluation that makes a host's own instance; undefined if it gets its packages from elsewhere. */
function ownInstance(host: Host): Use | undefined {
	if (host.at === undefined) return undefined;
	const { environment } = host.at;
	const instance = instanceOf(host.pkgs.force());
	if (instance === undefined) {
		const mayBeGiven = host.kind !== "home-manager" && attribute(host.argument.force(), "pkgs") !== undefined;
		return mayBeGiven || host.parent !== undefined ? undefined : { environment, instance, host };
	}
	const shared = host.parent === undefined ? undefined : instanceOf(host.parent.pkgs.force());
	const isOwn = instance.spelling === "host" && instance.at?.node === host.at.node && instance !== shared;
	return isOwn ? { environment, instance, host } : undefined;
}

/** The calls for a host in a file that the evaluation knows nothing of, and that are given no `pkgs`. */
export function assumedHostSites(evaluation: Evaluation, path: string): readonly Site[] {
	const file = evaluation.snapshot.matches(path, namesHostCall) ? evaluation.snapshot.file(path) : undefined;
	if (file === undefined) return [];
	const known = new Set(evaluation.hosts.map(({ at }) => at?.node));
	return callsWithoutPackages(file.tree).flatMap((node) =>
		known.has(node) || callsOwnFunction(evaluation, path, node)
			? []
			: [{ ...hostSite(path, node), uses: [], assumed: true }],
	);
}

/** True for a call of a function that is written in the workspace, such as `self.lib.nixosSystem`: hosts are made there. */
function callsOwnFunction(evaluation: Evaluation, path: string, node: Apply): boolean {
	const { environments } = contextsOf(evaluation, path, node);
	return environments.some((environment) => evaluation.evaluate(node.function, environment).kind === "closure");
}

const callsWithoutPackages = keptByTree(({ root }) =>
	[...descendants(root)].filter(isHostCall).filter((node) => isLibraryCall(node) && !givesPackages(node)),
);

function hostSite(path: string, node: Apply): Omit<Site, "uses" | "assumed"> {
	return { path, node, spelling: "host", source: node.function, argument: node.argument };
}

/** `nixpkgs.lib.nixosSystem`, or the file that it calls, and no function that somebody named after it. */
function isLibraryCall(node: Apply): boolean {
	const called = unparenthesized(node.function);
	if (called.kind !== "select") return importsEvalConfig(called);
	const { target, path } = called;
	if (path.attrs.length > 1) return path.attrs.at(-2)?.name === "lib";
	return target.kind === "variable" && target.name === "lib";
}

/** True if a call is given packages, or if that can't be seen. home-manager makes an instance all the same. */
function givesPackages(node: Apply): boolean {
	const called = unparenthesized(node.function);
	if (called.kind === "select" && called.path.attrs.at(-1)?.name === "homeManagerConfiguration") return false;
	const argument = unparenthesized(node.argument);
	if (argument.kind !== "attrset") return true;
	return argument.bindings.some((binding) =>
		binding.kind === "inherit"
			? binding.attrs.some(({ name }) => name === "pkgs")
			: staticPath(binding.path)?.[0] === "pkgs",
	);
}
