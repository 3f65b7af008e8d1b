import type { Node } from "../syntax/nodes.ts";
import { workspaceTree } from "./brand.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import { itemsOf } from "./library/define.ts";
import type { Attrs, Closure, Slot, Value } from "./value.ts";
import { alternatives, attrs, booleanOf, ready, record, string, Thunk, unknown } from "./value.ts";

/** One module as a host evaluates it. */
export interface Module {
	/** The workspace file that it is the value of; undefined for one written in place. */
	readonly file: string | undefined;
	/** The expression that it is written as, if it is written in the workspace. */
	readonly place: { readonly node: Node; readonly environment: Environment } | undefined;
	/** What it defines. */
	readonly body: Attrs;
	/** The module that imports it; undefined for one that the host lists itself. */
	readonly importedBy: Module | undefined;
}

/** The modules of a host, and what could not be followed. */
export interface ModuleGraph {
	readonly modules: readonly Module[];
	/** Why there may be more modules of the workspace than these. */
	readonly gaps: readonly string[];
}

/** A value that a module gives an option. */
export interface Definition {
	readonly thunk: Thunk;
	/** False if it stands under a condition that is not known. */
	readonly certain: boolean;
	/** Lower wins: 50 for mkForce, 100 plainly, 1000 for mkDefault. */
	readonly priority: number;
	readonly module: Module | undefined;
}

/** Follows `modules` and their `imports`. Each file is taken once, as the module system does. */
export function collectModules(evaluation: Evaluation, host: Host, roots: readonly Thunk[]): ModuleGraph {
	const graph: { modules: Module[]; gaps: string[] } = { modules: [], gaps: [] };
	const collector = new Collector(evaluation, host, graph);
	for (const root of roots) collector.addAll(root, undefined);
	return graph;
}

class Collector {
	private readonly visited = new Set<string>();

	constructor(
		private readonly evaluation: Evaluation,
		private readonly host: Host,
		private readonly graph: { modules: Module[]; gaps: string[] },
	) {}

	/** Adds a list of modules, or a single one. */
	addAll(thunk: Thunk, importedBy: Module | undefined): void {
		for (const value of alternatives(thunk.force())) {
			if (value.kind !== "list") this.add(value, thunk, importedBy);
			else {
				for (const item of value.items) this.addAll(item, importedBy);
				if (value.open !== undefined) this.graph.gaps.push(value.open.reason);
			}
		}
	}

	private add(value: Value, thunk: Thunk, importedBy: Module | undefined): void {
		switch (value.kind) {
			case "path":
				if (value.tree === workspaceTree) this.addFile(value.path, importedBy);
				return;
			case "closure": {
				const body = this.evaluation.apply(value, this.arguments(value), callOf(thunk), {
					kind: "module",
					host: this.host,
				});
				this.addBody(body, value, importedBy);
				return;
			}
			case "attrs":
				this.addBody(value, undefined, importedBy, thunk);
				return;
			case "unknown":
				this.graph.gaps.push(value.reason);
				return;
		}
	}

	private addFile(path: string, importedBy: Module | undefined): void {
		const target = this.evaluation.snapshot.kind(path) === "folder" ? `${path === "/" ? "" : path}/default.nix` : path;
		if (this.visited.has(target)) return;
		this.visited.add(target);
		const thunk = this.evaluation.file(target);
		if (thunk === undefined) this.graph.gaps.push(`there is no module ${target}`);
		else this.addAll(thunk, importedBy);
	}

	private addBody(value: Value, closure: Closure | undefined, importedBy: Module | undefined, thunk?: Thunk): void {
		for (const body of alternatives(value)) {
			if (body.kind === "closure") this.add(body, ready(body), importedBy);
			if (body.kind !== "attrs") continue;
			const place =
				closure === undefined ? attrsPlace(thunk) : { node: closure.lambda, environment: closure.environment };
			const file = place !== undefined && isRoot(place.node) ? place.environment.file : undefined;
			const module: Module = { file, place, body, importedBy };
			this.graph.modules.push(module);
			const imports = body.entries.get("imports");
			if (imports !== undefined) this.addAll(imports.thunk, module);
		}
	}

	/** What a module function gets: special arguments, the module system's own, and `_module.args`. */
	private arguments({ lambda }: Closure): Thunk {
		const { host } = this;
		const special = host.specialArgs.force();
		const entries = new Map<string, Slot>(
			record({
				config: unknown("it is read from the module's config"),
				options: unknown("it is read from the module's options"),
				lib: host.lib,
				pkgs: host.pkgs,
				modulesPath: unknown("the folder of NixOS' own modules"),
				name: string(host.names[0] ?? ""),
			}).entries,
		);
		for (const set of alternatives(special)) {
			if (set.kind === "attrs") for (const [name, slot] of set.entries) entries.set(name, slot);
		}
		for (const { name } of lambda.formals?.formals ?? []) {
			if (!entries.has(name)) entries.set(name, this.moduleArgument(name, special));
		}
		return ready(attrs(entries, unknown("an argument that some module may give")));
	}

	/** An argument that no special argument gives: some module's `_module.args`, if any. */
	private moduleArgument(name: string, special: Value): Slot {
		const thunk = new Thunk(() => {
			const [found, another] = definitions(this.host.graph(), ["_module", "args", name]);
			if (found !== undefined && another === undefined) return found.thunk.force();
			const open = special.kind === "attrs" ? special.open : special;
			return unknown(
				open?.kind === "unknown" ? open.reason : `where the module's argument ‘${name}’ comes from is not known`,
			);
		});
		return { thunk, definedAt: undefined };
	}
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

function isRoot(node: Node): boolean {
	let at = node;
	while (at.parent?.kind === "parenthesized") at = at.parent;
	return at.parent === undefined;
}

/** Every definition that the modules give an option, with mkIf, mkMerge and priorities taken apart. */
export function definitions(graph: ModuleGraph, path: readonly string[]): readonly Definition[] {
	return graph.modules.flatMap((module) => {
		const { entries } = module.body;
		const long = entries.has("config") || entries.has("options");
		const body = long ? entries.get("config")?.thunk : ready(module.body);
		return body === undefined ? [] : [...discharge(body, path, { certain: true, priority: 100, module })];
	});
}

type Circumstances = Omit<Definition, "thunk">;

function* discharge(thunk: Thunk, path: readonly string[], now: Circumstances): Generator<Definition> {
	const possible = alternatives(thunk.force());
	const circumstances = possible.length > 1 ? { ...now, certain: false } : now;
	for (const value of possible) {
		if (value.kind === "attrs" && value.entries.has("_type")) yield* wrapped(value, path, circumstances);
		else if (path.length === 0) yield { thunk: possible.length > 1 ? ready(value) : thunk, ...circumstances };
		else if (value.kind === "attrs") {
			const [name = "", ...rest] = path;
			const slot = value.entries.get(name);
			if (slot !== undefined) yield* discharge(slot.thunk, rest, circumstances);
		}
	}
}

/** What `mkIf`, `mkMerge`, `mkDefault` and the like hold. */
function* wrapped(value: Attrs, path: readonly string[], now: Circumstances): Generator<Definition> {
	const field = (name: string) => value.entries.get(name)?.thunk ?? ready(unknown("not given"));
	const type = field("_type").force();
	switch (type.kind === "string" ? type.value : "") {
		case "if": {
			const condition = booleanOf(field("condition").force());
			if (condition !== false)
				yield* discharge(field("content"), path, { ...now, certain: now.certain && condition === true });
			return;
		}
		case "merge":
			for (const item of itemsOf(field("contents").force()).items) yield* discharge(item, path, now);
			return;
		case "override": {
			const priority = field("priority").force();
			const level = priority.kind === "scalar" ? Number(priority.value) : 100;
			yield* discharge(field("content"), path, { ...now, priority: level });
			return;
		}
		default:
			if (path.length === 0) yield { thunk: ready(value), ...now };
	}
}
