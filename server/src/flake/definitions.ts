import type { Node } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import { discharge, OptionTree, type Written } from "./option-tree.ts";
import {
	type Attrs,
	attrs,
	type PathValue,
	type Place,
	ready,
	type Slot,
	type Thunk,
	type Unknown,
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
	/** Modules from elsewhere, such as those that a flake input gives: what they define is not known. */
	readonly foreign: readonly (Unknown | PathValue)[];
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

/** True if a host certainly has the module of a definition, and no condition may take the definition away. */
export function isCertain({ certain, module }: Definition): boolean {
	return certain && (module?.certain ?? true);
}

/** Every definition that the modules give an option, with mkIf, mkMerge and priorities taken apart. */
export function definitions(graph: ModuleGraph, path: readonly string[]): readonly Definition[] {
	return optionAt(graph, path)?.definitions() ?? [];
}

/** The options below another one, as modules define them. */
export interface OptionSet {
	/** Their names, in the order in which they are written. */
	readonly names: () => Iterable<string>;
	/** Where one of them is written first; undefined if there is none of that name. */
	readonly place: (name: string) => { readonly definedAt: Place | undefined } | undefined;
	/** The values of those whose names are computed. */
	readonly unnamed: readonly Thunk[];
}

/**
 * The options that modules define below `path`; undefined if what they define there is not a set, or not always one.
 * Whether their conditions hold is not looked at, since these may depend on the very options that are named.
 */
export function optionsBelow(graph: ModuleGraph, path: readonly string[]): OptionSet | undefined {
	return optionAt(graph, path)?.options(path.length === 0);
}

/** The options that a graph's modules define; many are asked for, each by name, so the modules are sorted once. */
const trees = new WeakMap<ModuleGraph, OptionTree>();

function optionAt(graph: ModuleGraph, path: readonly string[]): OptionTree | undefined {
	let option = trees.get(graph);
	if (option === undefined) {
		option = new OptionTree(graph.modules.flatMap(whatModuleDefines));
		trees.set(graph, option);
	}
	return path.reduce<OptionTree | undefined>((option, name) => option?.below(name), option);
}

function whatModuleDefines(module: Module): readonly Written[] {
	const { entries } = module.body;
	const long = entries.has("config") || entries.has("options");
	const thunk = long ? entries.get("config")?.thunk : ready(module.body);
	return thunk === undefined
		? []
		: [{ thunk, conditions: [], certain: true, priority: 100, module, definedAt: undefined }];
}

/** What a module may give an option by one expression, with mkIf, mkMerge and priorities taken apart. */
export function discharged(thunk: Thunk): readonly Definition[] {
	return [
		...discharge({ thunk, conditions: [], certain: true, priority: 100, module: undefined, definedAt: undefined }),
	];
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
	let open: Attrs["open"];
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
