import type { Tree } from "./brand.ts";
import type { ModuleGraph } from "./definitions.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import type { Instance } from "./instance.ts";
import { collectModules } from "./modules.ts";
import type { Thunk } from "./value.ts";

type OwnFields = "parent" | "names" | "users";

/** What makes a module system; by itself it belongs to no other, has no name yet, and no users. */
interface ModuleSystem extends Omit<Host, "graph" | OwnFields>, Partial<Pick<Host, OwnFields>> {
	/** The modules that it lists itself. */
	readonly roots: readonly Thunk[];
}

/** A module system, whose modules are collected when they are asked for. */
export function moduleSystem(evaluation: Evaluation, { roots, ...given }: ModuleSystem): Host {
	const graph = once(unfinished, () => collectModules(evaluation, host, roots));
	const host: Host = { parent: undefined, names: [], users: () => [], ...given, graph };
	return host;
}

/** A value that is computed once. Asked for while it is being computed, it is `meanwhile`. */
export function once<T>(meanwhile: T, compute: () => T): () => T {
	let value: { readonly result: T } | undefined;
	return () => {
		if (value === undefined) {
			value = { result: meanwhile };
			value = { result: compute() };
		}
		return value.result;
	};
}

const unfinished: ModuleGraph = { modules: [], gaps: ["the imports depend on what the modules define"], foreign: [] };

/** The instance that a host makes for itself. */
export function ownInstance(host: Host, source: Tree): Instance {
	return { spelling: "host", source, argument: undefined, at: host.at, base: undefined, system: host.system };
}
