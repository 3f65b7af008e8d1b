import type { Lambda, Node } from "../syntax/nodes.ts";
import { workspaceTree } from "./brand.ts";
import { alternatives } from "./choices.ts";
import type { Module, ModuleGraph } from "./definitions.ts";
import type { Cause, Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { withFlakeCalled } from "./flake-option.ts";
import type { Host } from "./host.ts";
import { moduleArguments } from "./module-arguments.ts";
import type { Attrs, Closure, Value } from "./value.ts";
import { ready, stringOf, type Thunk } from "./value.ts";

/** Follows `modules` and their `imports`. Each file is taken once, as the module system does. */
export function collectModules(evaluation: Evaluation, host: Host, roots: readonly Thunk[]): ModuleGraph {
	const graph: Collected = { modules: [], gaps: [], foreign: [] };
	const collector = new Collector(evaluation, host, graph);
	for (const root of roots) collector.addAll(root, { importedBy: undefined, certain: true });
	return graph;
}

/** A graph while it is being made. */
type Collected = { [Part in keyof ModuleGraph]: ModuleGraph[Part][number][] };

/** How a module comes to be one of a host's. */
type Way = Pick<Module, "importedBy" | "certain">;

class Collector {
	private readonly visited = new Set<string>();
	/** What a module function gets. */
	private readonly given: (lambda: Lambda) => Thunk;

	constructor(
		private readonly evaluation: Evaluation,
		private readonly host: Host,
		private readonly graph: Collected,
	) {
		this.given = moduleArguments(host);
	}

	/** Adds a list of modules, or a single one. */
	addAll(thunk: Thunk, way: Way): void {
		const possible = alternatives(thunk.force());
		for (const value of possible) {
			const certain = way.certain && possible.length === 1;
			if (value.kind !== "list") this.add(value, thunk, { ...way, certain });
			else {
				for (const item of value.items) this.addAll(item, { ...way, certain: certain && value.certain });
				if (value.others !== undefined) this.graph.foreign.push(...value.others);
				else if (value.open !== undefined) this.graph.gaps.push(value.open.reason);
			}
		}
	}

	private add(value: Value, thunk: Thunk, way: Way): void {
		switch (value.kind) {
			case "path":
				if (value.tree === workspaceTree) this.addFile(value.path, way);
				else this.graph.foreign.push(value);
				return;
			case "closure": {
				const body = this.evaluation.apply(value, this.given(value.lambda), callOf(thunk), causeOf(this.host));
				this.addBody(body, value, way);
				return;
			}
			case "attrs":
				this.addBody(value, undefined, way, thunk);
				return;
			case "unknown":
				// What has a symbol comes from elsewhere, such as another flake's module: it imports none of the workspace.
				if (value.symbol === undefined) this.graph.gaps.push(value.reason);
				else this.graph.foreign.push(value);
				return;
		}
	}

	private addFile(path: string, way: Way): void {
		const target = this.evaluation.snapshot.imported(path);
		if (this.visited.has(target)) return;
		this.visited.add(target);
		const thunk = this.evaluation.file(target);
		if (thunk === undefined) this.graph.gaps.push(`there is no module ${target}`);
		else this.addAll(thunk, way);
	}

	private addBody(value: Value, closure: Closure | undefined, way: Way, thunk?: Thunk): void {
		for (const body of alternatives(value)) {
			if (body.kind === "closure" || body.kind === "unknown") this.add(body, ready(body), way);
			if (body.kind !== "attrs") continue;
			const place =
				closure === undefined ? attrsPlace(thunk) : { node: closure.lambda, environment: closure.environment };
			const file = place !== undefined && isFileValue(place.node) ? place.environment.file : undefined;
			const module: Module = { file, place, body: this.defined(body), ...way };
			this.graph.modules.push(module);
			const imports = body.entries.get("imports");
			if (imports !== undefined) this.addAll(imports.thunk, { importedBy: module, certain: way.certain });
		}
	}

	private defined(body: Attrs): Attrs {
		return this.host.kind === "flake-parts" ? withFlakeCalled(this.evaluation, this.host, this.graph, body) : body;
	}
}

/** A module of perSystem is evaluated for its system's sake, any other for its host's. */
function causeOf(host: Host): Cause {
	const system = host.kind === "per-system" ? stringOf(host.system.force()) : undefined;
	return system === undefined ? { kind: "module", host } : { kind: "system", system };
}

/** A module that stands in the text as a set is called, so to say, from where it is written. */
function attrsPlace(thunk: Thunk | undefined): Module["place"] {
	const origin = thunk?.origin;
	return origin === undefined ? undefined : { node: origin.expression, environment: origin.environment };
}

function callOf(thunk: Thunk): { node: Node; environment: Environment } | undefined {
	return thunk.origin === undefined
		? undefined
		: { node: thunk.origin.expression, environment: thunk.origin.environment };
}

/** True if a file is, or gives when called, the value of `node`: it stands in no set, list or call. */
function isFileValue(node: Node): boolean {
	for (let at = node; at.parent !== undefined; at = at.parent) {
		const { parent } = at;
		const passes = parent.kind === "parenthesized" || ("body" in parent && parent.body === at);
		if (!passes) return false;
	}
	return true;
}
