import { contextsOf } from "../flake/contexts.ts";
import { type Environment, moduleFrame } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import { type Instance, instanceOf, type Spelling } from "../flake/instance.ts";
import type { Expression, Node } from "../syntax/nodes.ts";
import { hostsWithSet } from "./set-modules.ts";

/** A place in the text that creates an instance. */
export interface Site {
	/** The workspace path of its file. */
	readonly path: string;
	readonly node: Expression;
	readonly spelling: Spelling;
	/** What is imported: `inputs.nixpkgs` in `import inputs.nixpkgs { }`. For other spellings, the set or function called. */
	readonly source: Expression;
	/** Undefined where nothing is given: the result of `import` is not called there, or the spelling takes nothing. */
	readonly argument: Expression | undefined;
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

/** False for a site that is one by its names alone: nothing is known of what it makes. */
export function isKnown(site: Site): boolean {
	return site.uses.some(({ instance }) => instance !== undefined);
}

/** Looks at a place as the evaluation would: what it makes there each time. */
export function siteAt(evaluation: Evaluation, site: Omit<Site, "uses" | "assumed">): Site {
	const { path, node } = site;
	const { environments, assumed } = contextsOf(evaluation, path, node);
	const uses = environments.map((environment): Use => {
		const instance = instanceOf(evaluation.evaluate(node, environment));
		return {
			environment,
			instance: instance?.at?.node === node ? instance : undefined,
			host: hostAround(evaluation, node, environment),
		};
	});
	return { ...site, uses, assumed };
}

/** The host whose module a node stands in, when evaluated in `environment`. */
export function hostAround(evaluation: Evaluation, node: Node, environment: Environment): Host | undefined {
	return moduleFrame(environment.frame)?.cause.host ?? hostsWithSet(evaluation, node, environment)[0];
}
