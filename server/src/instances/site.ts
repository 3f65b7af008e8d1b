import { contextsOf } from "../flake/contexts.ts";
import type { Environment, Frame } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import { type Instance, instanceOf, type Spelling } from "../flake/instance.ts";
import type { SourceFile } from "../flake/workspace.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Expression, Node } from "../syntax/nodes.ts";
import { ancestors, descendants } from "../syntax/walk.ts";

/** A place in the text that creates an instance. */
export interface Site {
	/** The workspace path of its file. */
	readonly path: string;
	readonly node: Apply;
	readonly spelling: Spelling;
	/** What is imported: `inputs.nixpkgs` in `import inputs.nixpkgs { }`. */
	readonly source: Expression;
	readonly argument: Expression;
	/** What it makes, once for each time that it is known to be evaluated. */
	readonly uses: readonly Use[];
	/** True if no evaluation of it is known, and its arguments are therefore unknown. */
	readonly assumed: boolean;
}

/** One evaluation of a site. */
export interface Use {
	readonly environment: Environment;
	/** Undefined if what the site makes can't be told. */
	readonly instance: Instance | undefined;
	/** The host or home-manager user whose module the site stands in. */
	readonly host: Host | undefined;
}

/** All imports of nixpkgs that a file writes, and that are known to be of nixpkgs. */
export function sitesOf(evaluation: Evaluation, file: SourceFile): readonly Site[] {
	if (!/\bimport\b/.test(file.text)) return [];
	const sites: Site[] = [];
	for (const node of descendants(file.tree.root)) {
		const source = importedBy(node);
		if (source === undefined || node.kind !== "apply") continue;
		const site = makeSite(evaluation, file.path, node, source);
		if (site.uses.some(({ instance }) => instance !== undefined)) sites.push(site);
	}
	return sites;
}

/** `X` in `import X argument`. */
function importedBy(node: Node): Expression | undefined {
	if (node.kind !== "apply") return undefined;
	const call = unparenthesized(node.function);
	if (call.kind !== "apply") return undefined;
	const name = unparenthesized(call.function);
	const isImport =
		(name.kind === "variable" && name.name === "import") ||
		(name.kind === "select" && name.path.attrs.length === 1 && name.path.attrs[0]?.name === "import");
	return isImport ? call.argument : undefined;
}

function makeSite(evaluation: Evaluation, path: string, node: Apply, source: Expression): Site {
	const { environments, assumed } = contextsOf(evaluation, path, node);
	const uses = environments.map((environment): Use => {
		const instance = instanceOf(evaluation.evaluate(node, environment));
		return {
			environment,
			instance: instance?.at?.node === node ? instance : undefined,
			host: hostAround(evaluation, node, environment),
		};
	});
	return { path, node, spelling: "import", source, argument: node.argument, uses, assumed };
}

/** The host whose module a node stands in, when evaluated in `environment`. */
function hostAround(evaluation: Evaluation, node: Node, environment: Environment): Host | undefined {
	for (let frame: Frame | undefined = environment.frame; frame !== undefined; frame = frame.parent) {
		if (frame.cause?.kind === "module") return frame.cause.host;
	}
	const around = new Set<Node>([node, ...ancestors(node)]);
	const holds = (host: Host) =>
		host.graph().modules.some(({ place }) => place?.node.kind === "attrset" && around.has(place.node));
	return evaluation.hosts.find((host) => host.kind !== "flake-parts" && holds(host));
}
