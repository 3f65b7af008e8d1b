import { alternatives, choice } from "./choices.ts";
import { definitions, type ModuleGraph, type OptionSet, optionsBelow, strongest } from "./definitions.ts";
import { Entries } from "./entries.ts";
import { platformFor, platformSystem } from "./instance.ts";
import { attrs, list, record, type Slot, Thunk, unknown, type Value } from "./value.ts";

const configurations = new WeakMap<ModuleGraph, Value>();

/**
 * `config` as a module sees it: what the modules that are known define for an option. Sets stay open, since options
 * have defaults and modules from elsewhere define more.
 */
export function configuration(graph: ModuleGraph): Value {
	const known = configurations.get(graph);
	if (known !== undefined) return known;
	const made = option(graph, []);
	configurations.set(graph, made);
	return made;
}

/** The value of one option, or the set of those below it. */
function option(graph: ModuleGraph, path: readonly string[]): Value {
	if (isModuleOption(path)) return mergedModules(definitions(graph, path).map(({ thunk }) => thunk));
	const below = optionsBelow(graph, path);
	if (below !== undefined) return setOfOptions(graph, path, below);
	const found = definitions(graph, path);
	const values = found.flatMap(({ thunk }) => alternatives(thunk.force()));
	if (values.length > 0 && values.every((value) => value.kind === "list")) {
		const items = values.flatMap((value) => (value.kind === "list" ? value.items : []));
		return list(items, unknown("modules from elsewhere may add to the list"));
	}
	const value = strongest(found) ?? unknown("no module defines the option");
	if (path.join(".") === "nixpkgs.hostPlatform") return platformFor(new Thunk(() => platformSystem(value)));
	const weak = found.every(({ priority }) => priority > 100);
	return weak ? choice([value, unknown("it is a default that some module may replace")], "it is a default") : value;
}

function setOfOptions(graph: ModuleGraph, path: readonly string[], below: OptionSet): Value {
	const entries = new OptionEntries(graph, path, below);
	return attrs(entries, unknown("an option that no known module defines"), undefined, below.unnamed);
}

class OptionEntries extends Entries {
	constructor(
		private readonly graph: ModuleGraph,
		private readonly path: readonly string[],
		private readonly below: OptionSet,
	) {
		super();
	}

	protected override names(): Iterable<string> {
		return this.below.names();
	}

	protected override find(name: string): Slot | undefined {
		const place = this.below.place(name);
		const thunk = new Thunk(() => option(this.graph, [...this.path, name]));
		return place && { thunk, definedAt: place.definedAt };
	}
}

/** flake-parts' options that hold modules: what several modules define there is one module that imports them all. */
function isModuleOption([flake, kind = "", ...rest]: readonly string[]): boolean {
	if (flake !== "flake") return false;
	return kind === "modules" ? rest.length === 2 : /Modules$/.test(kind) && rest.length === 1;
}

function mergedModules(modules: readonly Thunk[]): Value {
	const [only] = modules;
	return only !== undefined && modules.length === 1 ? only.force() : record({ imports: list(modules) });
}
