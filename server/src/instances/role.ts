import type { Evaluation } from "../flake/evaluation.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import type { Expression, Lambda, Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import { folderOf, isBelow } from "../text/path.ts";
import { makesShell, resultOf, takesInputs } from "./file-shapes.ts";
import { isPackageFile, isShellFile, isTemplate, isTest } from "./folders.ts";
import type { Inventory } from "./inventory.ts";
import { keptBySite } from "./kept-by-revision.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isMachine } from "./module-hosts.ts";
import { isHostArgument, roleInOutputs } from "./outputs-role.ts";
import {
	boundAs,
	holdsHostCall,
	isInHostCall,
	isOverlay,
	namesHostCall,
	namesHostOutput,
	readsAsModule,
} from "./shapes.ts";
import type { Site } from "./site.ts";

/** Where a site stands, which tells who evaluates it. */
export type Role =
	| "flake-let"
	| "per-system"
	| "per-system-module"
	| "host-call"
	| "host-helper"
	| "module"
	| "overlay"
	| "package"
	| "formal-default"
	| "shell"
	| "sub-flake"
	| "template"
	| "test"
	| "other";

/**
 * The role of a site. The evaluation decides what it can, such as which functions are modules; names and shapes decide
 * for what no flake reaches.
 */
export function roleOf(inventory: Inventory, site: Site): Role {
	return ownRole(inventory, site) ?? (buildsHosts(inventory.snapshot) ? "host-helper" : inItsFile(inventory, site));
}

/** The role of a site as far as the texts of other files have no say in it. */
const ownRole = keptBySite(
	(inventory, site): Role | undefined =>
		byFolder(inventory, site.path) ?? byNesting(inventory, site) ?? byFile(inventory, site),
);

function byFolder({ flakes }: Inventory, path: string): Role | undefined {
	const given = flakes.some(({ templates }) => templates.some((folder) => isBelow(path, folder)));
	if (given || isTemplate(path)) return "template";
	if (isTest(path)) return "test";
	if (path.endsWith("/flake.nix") && flakes.some(({ flake }) => isFolderAbove(flake.path, path))) return "sub-flake";
	return undefined;
}

/** True if the folder of the flake `outer` holds the folder of `path`. */
function isFolderAbove(outer: string, path: string): boolean {
	return outer !== path && isBelow(path, folderOf(outer));
}

/** The role that a function around the site gives it; the innermost one decides. */
function byNesting({ evaluation }: Inventory, { node }: Site): Role | undefined {
	for (const outer of ancestors(node)) {
		if (outer.kind === "formal") return "formal-default";
		if (outer.kind !== "lambda") continue;
		if (isOverlay(outer)) return "overlay";
		if (isPerSystemModule(outer)) return "per-system-module";
		if (isModule(evaluation, outer)) return isInHostCall(outer) ? undefined : "module";
	}
	return undefined;
}

function isPerSystemModule(lambda: Lambda): boolean {
	if (boundAs(lambda)?.path.attrs.at(-1)?.name === "perSystem") return true;
	return lambda.formals?.formals.some(({ name }) => name === "self'" || name === "inputs'") ?? false;
}

/** True if hosts evaluate a function as a module; where no call of it is known, if it reads as one. */
function isModule(evaluation: Evaluation, lambda: Lambda): boolean {
	const calls = evaluation.calls.followedOf(lambda);
	if (calls === undefined) return readsAsModule(lambda);
	return calls.some(({ frame }) => frame?.cause?.kind === "module" && isMachine(frame.cause.host));
}

const makesHosts = keptByTree(({ root }) => holdsHostCall(root));

/** Undefined for a site of functions that help to make hosts, if some file makes any. */
function byFile(inventory: Inventory, site: Site): Role | undefined {
	const { node, path } = site;
	const tree = inventory.snapshot.file(path)?.tree;
	if (tree === undefined) return "other";
	const { root } = tree;
	const outputs = outputsAround(inventory, site, root);
	if (outputs !== undefined) return roleInOutputs(inventory.evaluation, site, outputs);
	if (site.spelling === "host" || isInHostCall(node)) return "host-helper";
	if (site.uses.some(({ host }) => host !== undefined && isMachine(host))) return "module";
	if (isShellFile(path) || makesShell(root)) return "shell";
	if (makesHosts(tree) || isHostArgument(node)) return "host-helper";
	return takesInputs(root) && !isPackageFile(path) ? undefined : inItsFile(inventory, site);
}

function inItsFile({ snapshot }: Inventory, { argument, path, node }: Site): Role {
	const root = snapshot.file(path)?.tree.root;
	return argument === undefined && root !== undefined && resultOf(root) === node ? "other" : "package";
}

/** The function or file that makes the outputs of a flake, if the site stands in it. */
function outputsAround({ flakes }: Inventory, { path, node }: Site, root: Expression): Expression | undefined {
	const around = new Set<Node>(ancestors(node));
	for (const { flake } of flakes) {
		if (flake.outputsFunction !== undefined && around.has(flake.outputsFunction)) return flake.outputsFunction;
	}
	return path.endsWith("/flake.nix") ? root : undefined;
}

const building = new WeakMap<Snapshot, boolean>();

/** True if some file outside of templates and tests makes a host. Computed once. */
function buildsHosts(snapshot: Snapshot): boolean {
	const makesHost = (path: string) => snapshot.matches(path, namesHostCall) || snapshot.matches(path, namesHostOutput);
	const known =
		building.get(snapshot) ??
		[...snapshot.paths()].some((path) => makesHost(path) && !isTemplate(path) && !isTest(path));
	building.set(snapshot, known);
	return known;
}
