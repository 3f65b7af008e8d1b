import { enter } from "../flake/apply.ts";
import { workspaceTree } from "../flake/brand.ts";
import { contextsOf, enclosingFunction, environmentWithin } from "../flake/contexts.ts";
import type { Environment } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import { instanceOf, legacyPackages } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import { ready, stringOf, unknown } from "../flake/value.ts";
import { unwrappedParent } from "../syntax/attrs.ts";
import type { Lambda, Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import type { Inventory } from "./inventory.ts";
import { isMachine } from "./module-hosts.ts";
import { isOverlay } from "./shapes.ts";
import type { Site, Use } from "./site.ts";

/** An overlay, `final: prev: …`. */
interface Overlay {
	readonly outer: Lambda;
	readonly inner: Lambda;
}

/** The innermost overlay around a node. */
function overlayAround(node: Node): Overlay | undefined {
	for (const inner of ancestors(node)) {
		if (inner.kind !== "lambda" || !isOverlay(inner)) continue;
		const outer = unwrappedParent(inner);
		if (outer?.kind === "lambda") return { outer, inner };
	}
	return undefined;
}

/**
 * What names mean at a node in an overlay, if that is applied to a package set for each of `systems`, of which nothing
 * but the system is known.
 */
export function overlayEnvironments(
	{ evaluation }: Inventory,
	path: string,
	node: Node,
	systems: readonly string[],
): readonly Environment[] {
	const overlay = overlayAround(node);
	if (overlay === undefined) return [];
	const around = contextsOf(evaluation, path, overlay.outer).environments;
	return around.flatMap((outer) => systems.map((system) => applied(evaluation, overlay, outer, system, node)));
}

/** The scope of a node in an overlay that is applied to a package set for a system. */
function applied(
	evaluation: Evaluation,
	overlay: Overlay,
	around: Environment,
	system: string,
	node: Node,
): Environment {
	const set = attribute(legacyPackages(evaluation, workspaceTree, [system]), system);
	const argument = ready(set ?? unknown("no package set"));
	const call = (lambda: Lambda, outer: Environment): Environment =>
		enter(evaluation, { kind: "closure", lambda, environment: outer }, argument, undefined, undefined, false);
	const final = environmentWithin(evaluation, call(overlay.outer, around), overlay.outer, overlay.inner);
	return environmentWithin(evaluation, call(overlay.inner, final), overlay.inner, node);
}

/** The site in an overlay with what it would make for package sets of each of `systems`. */
export function appliedSite(inventory: Inventory, site: Site, systems: readonly string[]): Site {
	const environments = overlayEnvironments(inventory, site.path, site.node, systems);
	return { ...site, uses: environments.map((each) => useIn(inventory, site, each, undefined)), assumed: false };
}

function useIn({ evaluation }: Inventory, { node }: Site, environment: Environment, host: Host | undefined): Use {
	const value = evaluation.askInPassing(() => evaluation.evaluate(node, environment));
	return { environment, instance: instanceOf(value), host };
}

/** A site in an overlay that is written in a module. */
export interface OverlayInModule {
	/** The site with what it would make for the package set of each host that has the module. */
	readonly site: Site;
	readonly module: Lambda;
	readonly hosts: readonly Host[];
	/** The systems of the hosts, each once. */
	readonly systems: readonly string[];
}

/** A site whose overlay is written in a module; undefined if it isn't, or if the system of a host is not known. */
export function overlayInModule(inventory: Inventory, site: Site): OverlayInModule | undefined {
	const overlay = overlayAround(site.node);
	const module = overlay && enclosingFunction(overlay.outer);
	const around = overlay && environmentsByHost(inventory, site.path, overlay.outer);
	if (module === undefined || around === undefined) return undefined;
	const environments = environmentsOfHosts(inventory, site.path, site.node);
	const uses = environments.map((environment, index) => useIn(inventory, site, environment, around[index]?.host));
	const [hosts, systems] = [new Set(around.map(({ host }) => host)), new Set(around.map(({ system }) => system))];
	return { site: { ...site, uses, assumed: false }, module, hosts: [...hosts], systems: [...systems] };
}

/** What names mean at a node in an overlay that is written in a module: once for the package set of each host. */
export function environmentsOfHosts(inventory: Inventory, path: string, node: Node): readonly Environment[] {
	const overlay = overlayAround(node);
	const around = overlay && environmentsByHost(inventory, path, overlay.outer);
	if (overlay === undefined || around === undefined) return [];
	return around.map(({ environment, system }) => applied(inventory.evaluation, overlay, environment, system, node));
}

/** What names mean at a node of a module, for each host that has it; undefined if it is in none, or not known of all. */
function environmentsByHost(
	{ evaluation }: Inventory,
	path: string,
	node: Node,
): readonly { host: Host; system: string; environment: Environment }[] | undefined {
	const { environments } = contextsOf(evaluation, path, node);
	const found = environments.flatMap((environment) => {
		const cause = environment.frame?.cause;
		const host = cause?.kind === "module" && isMachine(cause.host) ? cause.host : undefined;
		const system = host && stringOf(host.system.force());
		return host === undefined || system === undefined ? [] : [{ host, system, environment }];
	});
	return found.length > 0 && found.length === environments.length ? found : undefined;
}
