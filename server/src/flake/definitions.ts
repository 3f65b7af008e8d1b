import type { Node } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import { itemsOf } from "./library/define.ts";
import {
	type Attrs,
	alternatives,
	attrs,
	booleanOf,
	type Place,
	ready,
	type Slot,
	type Thunk,
	unknown,
	type Value,
} from "./value.ts";

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
	/** False if it is one of several that may be imported, or part of a list that is not fully known. */
	readonly certain: boolean;
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
	/** Where the last name of its path is written. */
	readonly definedAt: Place | undefined;
}

/** Every definition that the modules give an option, with mkIf, mkMerge and priorities taken apart. */
export function definitions(graph: ModuleGraph, path: readonly string[]): readonly Definition[] {
	return graph.modules.flatMap((module) => {
		const { entries } = module.body;
		const long = entries.has("config") || entries.has("options");
		const body = long ? entries.get("config")?.thunk : ready(module.body);
		return body === undefined
			? []
			: [...discharge(body, path, { certain: true, priority: 100, module, definedAt: undefined })];
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
			if (slot !== undefined) yield* discharge(slot.thunk, rest, { ...circumstances, definedAt: slot.definedAt });
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

/** The value of the definitions that win; undefined if there is none. Several that differ are unknown. */
export function strongest(found: readonly Definition[]): Value | undefined {
	const priority = Math.min(...found.map((definition) => definition.priority));
	const winning = found.filter((definition) => definition.priority === priority);
	const [first] = winning;
	if (first === undefined) return undefined;
	const value = first.thunk.force();
	if (winning.length === 1) return first.certain ? value : unknown("it is defined under a condition");
	const same = winning.every(({ thunk }) => {
		const other = thunk.force();
		return other.kind === "string" && value.kind === "string" && other.value === value.value;
	});
	return same ? value : unknown("it is defined more than once");
}

/** The union of sets that several modules define; equal names may come from any of them. */
export function mergedDefinitions(found: readonly Definition[]): Value {
	const entries = new Map<string, Slot>();
	let open = undefined as Attrs["open"];
	for (const { thunk } of found) {
		const value = thunk.force();
		if (value.kind !== "attrs") open ??= unknown("a definition is not known");
		else {
			for (const [name, slot] of value.entries) entries.set(name, slot);
			open ??= value.open;
		}
	}
	return attrs(entries, open);
}
