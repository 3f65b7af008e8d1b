import type { Evaluation } from "./evaluation.ts";
import { makeFlakePartsHost } from "./host.ts";
import { recursiveUpdate } from "./library/attrsets.ts";
import { itemsOf } from "./library/define.ts";
import { definitions, type ModuleGraph } from "./modules.ts";
import { attribute } from "./select.ts";
import type { CallSite, Slot, Value } from "./value.ts";
import { alternatives, attrs, ready, record, string, stringOf, Thunk, unknown } from "./value.ts";

/** `flake-parts.lib.mkFlake { inherit inputs; } module`: the outputs that its modules define. */
export function flakeParts(evaluation: Evaluation, argument: Thunk, module: Thunk, at: CallSite | undefined): Value {
	const inputs = new Thunk(() => attribute(argument.force(), "inputs") ?? unknown("the inputs are not given"));
	const host = makeFlakePartsHost(evaluation, argument, module, inputs, at);
	evaluation.hosts.push(host);
	const graph = host.graph();
	for (const system of systemsOf(graph)) visitSystem(evaluation, graph, inputs, system);
	const outputs = definitions(graph, ["flake"]).reduce<Value>((merged, { thunk }) => {
		const value = thunk.force();
		return value.kind === "attrs" ? recursiveUpdate(merged, value) : merged;
	}, record({}));
	return outputs.kind === "attrs"
		? attrs(outputs.entries, unknown("an output that flake-parts makes"), undefined, outputs.unnamed)
		: outputs;
}

/** The systems that the flake lists. */
export function systemsOf(graph: ModuleGraph): readonly string[] {
	const lists = definitions(graph, ["systems"]).map(({ thunk }) => itemsOf(thunk.force()));
	return lists
		.flatMap(({ items }) => items.map((item) => stringOf(item.force())))
		.filter((system) => system !== undefined);
}

/** Calls every `perSystem` for one system. */
function visitSystem(evaluation: Evaluation, graph: ModuleGraph, inputs: Thunk, system: string): void {
	for (const { thunk } of definitions(graph, ["perSystem"])) {
		for (const value of alternatives(thunk.force())) {
			const origin = thunk.origin;
			const at = origin === undefined ? undefined : { node: origin.expression, environment: origin.environment };
			if (value.kind === "closure") {
				evaluation.apply(value, perSystemArguments(inputs, system), at, { kind: "system", system });
			}
		}
	}
}

function perSystemArguments(inputs: Thunk, system: string): Thunk {
	const pkgs = new Thunk(() => {
		const nixpkgs = attribute(inputs.force(), "nixpkgs");
		const packages = nixpkgs === undefined ? undefined : attribute(nixpkgs, "legacyPackages");
		return (packages && attribute(packages, system)) ?? unknown("the flake has no input ‘nixpkgs’");
	});
	const lib = new Thunk(() => {
		const nixpkgs = attribute(inputs.force(), "nixpkgs");
		return (nixpkgs && attribute(nixpkgs, "lib")) ?? unknown("the flake has no input ‘nixpkgs’");
	});
	const entries: Record<string, Value | Thunk> = { system: string(system), pkgs, lib };
	const slots = new Map<string, Slot>(record(entries).entries);
	return ready(attrs(slots, unknown("an argument of perSystem")));
}
