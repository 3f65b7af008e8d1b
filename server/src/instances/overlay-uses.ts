import { enter } from "../flake/apply.ts";
import { workspaceTree } from "../flake/brand.ts";
import { contextsOf, environmentWithin } from "../flake/contexts.ts";
import type { Environment } from "../flake/environment.ts";
import { instanceOf, legacyPackages } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import { ready, unknown } from "../flake/value.ts";
import type { Lambda, Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import type { Inventory } from "./inventory.ts";
import { isOverlay, unwrappedParent } from "./shapes.ts";
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
	const sets = legacyPackages(evaluation, workspaceTree, systems);
	return around.flatMap((environment) =>
		systems.map((system) => {
			const argument = ready(attribute(sets, system) ?? unknown("no package set"));
			const call = (lambda: Lambda, outer: Environment): Environment =>
				enter(evaluation, { kind: "closure", lambda, environment: outer }, argument, undefined, undefined, false);
			const final = environmentWithin(evaluation, call(overlay.outer, environment), overlay.outer, overlay.inner);
			return environmentWithin(evaluation, call(overlay.inner, final), overlay.inner, node);
		}),
	);
}

/** The site in an overlay with what it would make for package sets of each of `systems`. */
export function appliedSite(inventory: Inventory, site: Site, systems: readonly string[]): Site {
	const { evaluation } = inventory;
	const uses = overlayEnvironments(inventory, site.path, site.node, systems).map((environment): Use => {
		const value = evaluation.askInPassing(() => evaluation.evaluate(site.node, environment));
		return { environment, instance: instanceOf(value), host: undefined };
	});
	return { ...site, uses, assumed: false };
}
