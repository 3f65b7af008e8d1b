import { formalOf, formalsOf } from "../syntax/formals.ts";
import type { Lambda, Node } from "../syntax/nodes.ts";
import { workspaceTree } from "./brand.ts";
import { alternatives } from "./choices.ts";
import { configuration } from "./configuration.ts";
import type { Module, ModuleGraph } from "./definitions.ts";
import { definitions } from "./definitions.ts";
import { Entries } from "./entries.ts";
import type { Cause, Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import { update } from "./operators.ts";
import type { Closure, Slot, Value } from "./value.ts";
import { attrs, ready, record, string, stringOf, Thunk, unknown } from "./value.ts";

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
	private common: ReadonlyMap<string, Slot> | undefined;

	constructor(
		private readonly evaluation: Evaluation,
		private readonly host: Host,
		private readonly graph: Collected,
	) {}

	/** Adds a list of modules, or a single one. */
	addAll(thunk: Thunk, way: Way): void {
		const possible = alternatives(thunk.force());
		for (const value of possible) {
			const certain = way.certain && possible.length === 1;
			if (value.kind !== "list") this.add(value, thunk, { ...way, certain });
			else {
				for (const item of value.items) this.addAll(item, { ...way, certain: certain && value.certain });
				if (value.open !== undefined) this.graph.gaps.push(value.open.reason);
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
				const body = this.evaluation.apply(value, this.arguments(value), callOf(thunk), causeOf(this.host));
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
			if (body.kind === "closure") this.add(body, ready(body), way);
			if (body.kind !== "attrs") continue;
			const place =
				closure === undefined ? attrsPlace(thunk) : { node: closure.lambda, environment: closure.environment };
			const file = place !== undefined && isFileValue(place.node) ? place.environment.file : undefined;
			const module: Module = { file, place, body, ...way };
			this.graph.modules.push(module);
			const imports = body.entries.get("imports");
			if (imports !== undefined) this.addAll(imports.thunk, { importedBy: module, certain: way.certain });
		}
	}

	/** What a module function gets: what every module gets, and what it names beyond that. */
	private arguments({ lambda }: Closure): Thunk {
		const special = this.host.specialArgs.force();
		this.common ??= this.commonArguments(special);
		const entries = new ModuleArguments(lambda, this.common, (name) => this.moduleArgument(name, special));
		return ready(attrs(entries, unknown("an argument that some module may give")));
	}

	/** The special arguments, and the module system's own. */
	private commonArguments(special: Value): ReadonlyMap<string, Slot> {
		const { host } = this;
		const own = record({
			options: unknown("it is read from the module's options"),
			lib: host.lib,
			modulesPath: new Thunk(() => modulesPath(host)),
			specialArgs: new Thunk(() => update(unknown("what the module system adds to them"), special)),
			...(host.kind === "home-manager-user" ? { name: string(host.names[0] ?? "") } : {}),
		});
		const entries = new Map<string, Slot>([
			["config", configurationOf(host)],
			["pkgs", givenTo(host, "pkgs", host.pkgs)],
			...own.entries,
		]);
		for (const set of alternatives(special)) {
			if (set.kind === "attrs") for (const [name, slot] of set.entries) entries.set(name, slot);
		}
		return entries;
	}

	/** An argument that no special argument gives: some module's `_module.args`, if any. */
	private moduleArgument(name: string, special: Value): Slot {
		const thunk = new Thunk(() => {
			const [found, another] = definitions(this.host.graph(), ["_module", "args", name]);
			if (found !== undefined && another === undefined && found.certain) return found.thunk.force();
			const open = special.kind === "attrs" ? special.open : special;
			return unknown(
				open?.kind === "unknown" ? open.reason : `where the module's argument ‘${name}’ comes from is not known`,
			);
		});
		return givenTo(this.host, name, thunk);
	}
}

/** What every module gets, and what a module function names beyond that. */
class ModuleArguments extends Entries {
	constructor(
		private readonly lambda: Lambda,
		private readonly common: ReadonlyMap<string, Slot>,
		private readonly other: (name: string) => Slot,
	) {
		super();
	}

	protected override names(): Iterable<string> {
		return new Set([...this.common.keys(), ...formalsOf(this.lambda).map(({ name }) => name)]);
	}

	protected override find(name: string): Slot | undefined {
		return this.common.get(name) ?? (formalOf(this.lambda, name) === undefined ? undefined : this.other(name));
	}
}

/** `config`, anew for each module: one that reads it while modules are still collected must not decide for the others. */
function configurationOf({ graph }: Host): Slot {
	return {
		get thunk() {
			return new Thunk(() => configuration(graph()));
		},
		definedAt: undefined,
	};
}

/** An argument that is no special argument. The modules tell where it is written, so they are asked only later. */
function givenTo(host: Host, name: string, thunk: Thunk): Slot {
	return {
		thunk,
		get definedAt() {
			const [found] = definitions(host.graph(), ["_module", "args", name]);
			const call = name === "pkgs" ? host.argument.force() : undefined;
			return found?.definedAt ?? (call?.kind === "attrs" ? call.entries.get(name)?.definedAt : undefined);
		},
	};
}

/** A module of perSystem is evaluated for its system's sake, any other for its host's. */
function causeOf(host: Host): Cause {
	const system = host.kind === "per-system" ? stringOf(host.system.force()) : undefined;
	return system === undefined ? { kind: "module", host } : { kind: "system", system };
}

/** The folder of NixOS' own modules, as text. */
function modulesPath({ kind, lib }: Host): Value {
	const library = lib.force();
	const source = library.kind === "attrs" && library.brand?.kind === "library" ? library.brand.source : workspaceTree;
	if (kind !== "nixos" || source.kind === "workspace") return unknown("the folder of the module system's own modules");
	return { kind: "path", tree: source, path: "/nixos/modules", string: true };
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
