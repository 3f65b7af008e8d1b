import { configuration } from "./configuration.ts";
import { definitions } from "./definitions.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import { recursiveUpdate } from "./library/attrset-merge.ts";
import { itemsOf, two } from "./library/define.ts";
import { moduleSystem } from "./module-system.ts";
import { update } from "./operators.ts";
import { attribute } from "./select.ts";
import type { CallSite, Slot, Value } from "./value.ts";
import { attrs, because, record, string, stringOf, Thunk, unknown } from "./value.ts";

/** What flake-parts turns around: defined for each system, given out by output and system. */
const transposed = ["packages", "devShells", "checks", "apps", "legacyPackages", "formatter"] as const;

/** `flake-parts.lib.mkFlake { inherit inputs; } module`: the outputs that its modules define. */
export function flakeParts(evaluation: Evaluation, argument: Thunk, module: Thunk, at: CallSite | undefined): Value {
	const inputs = new Thunk(() => attribute(argument.force(), "inputs") ?? unknown("the inputs are not given"));
	const nixpkgs = (name: string) => {
		const input = attribute(inputs.force(), "nixpkgs");
		return (input && attribute(input, name)) ?? unknown("the flake has no input ‘nixpkgs’");
	};
	const systems = new Map<string, Host>();
	const systemHost = (system: string): Host => {
		const known = systems.get(system) ?? perSystem(evaluation, host, system, nixpkgs);
		systems.set(system, known);
		return known;
	};
	const own = record({
		inputs,
		self: new Thunk(() => attribute(inputs.force(), "self") ?? unknown("the flake itself")),
		withSystem: two((_, system, f, callSite) => {
			const name = stringOf(system.force());
			return name === undefined
				? unknown("the system is not known")
				: withSystem(evaluation, systemHost(name), f, callSite);
		}),
	});
	const host: Host = moduleSystem(evaluation, {
		kind: "flake-parts",
		at,
		argument,
		roots: [module],
		specialArgs: new Thunk(() => update(own, attribute(argument.force(), "specialArgs") ?? record({}))),
		lib: new Thunk(() => nixpkgs("lib")),
		pkgs: new Thunk(() => unknown("flake-parts gives ‘pkgs’ to perSystem only")),
		system: new Thunk(() => unknown("flake-parts evaluates its modules for all systems")),
	});
	evaluation.noteHost(host);
	return outputs(host, systemHost);
}

/** The outputs: what `flake` holds, and what every system defines. */
function outputs(host: Host, systemHost: (system: string) => Host): Value {
	const defined = attribute(configuration(host.graph()), "flake");
	const entries = new Map<string, Slot>(defined?.kind === "attrs" ? defined.entries : []);
	const systems = definitions(host.graph(), ["systems"]).flatMap(({ thunk }) => itemsOf(thunk.force()).items);
	for (const item of systems) {
		const system = stringOf(item.force());
		if (system === undefined) continue;
		for (const name of transposed) addSystem(entries, name, system, systemHost(system));
	}
	const unnamed = defined?.kind === "attrs" ? defined.unnamed : [];
	return attrs(entries, unknown("an output that flake-parts makes"), undefined, unnamed);
}

function addSystem(entries: Map<string, Slot>, name: string, system: string, host: Host): void {
	const before = entries.get(name);
	const thunk = new Thunk(() => {
		const value = attribute(configuration(host.graph()), name) ?? record({});
		const earlier = before?.thunk.force() ?? record({});
		return update(earlier, record({ [system]: joined(attribute(earlier, system) ?? record({}), value) }));
	});
	entries.set(name, { thunk, definedAt: before?.definedAt });
}

/** What `flake` has for a system, and what `perSystem` defines beside that. */
function joined(own: Value, more: Value): Value {
	if (own.kind !== "attrs" || more.kind !== "unknown") return recursiveUpdate(own, more);
	return attrs(own.entries, because(more), undefined, own.unnamed);
}

/** The modules that `perSystem` holds, evaluated for one system. */
function perSystem(evaluation: Evaluation, flake: Host, system: string, nixpkgs: (name: string) => Value): Host {
	const roots = definitions(flake.graph(), ["perSystem"]).map(({ thunk }) => thunk);
	const host: Host = moduleSystem(evaluation, {
		kind: "per-system",
		at: flake.at,
		argument: flake.argument,
		roots,
		specialArgs: new Thunk(() => record({ system: string(system) })),
		lib: flake.lib,
		pkgs: new Thunk(() => {
			const [own] = definitions(host.graph(), ["_module", "args", "pkgs"]);
			const packages = attribute(nixpkgs("legacyPackages"), system);
			return own?.thunk.force() ?? packages ?? unknown("the flake has no input ‘nixpkgs’");
		}),
		system: new Thunk(() => string(system)),
	});
	return host;
}

/** `withSystem system f`: `f` called with what the modules of that system get. */
function withSystem(evaluation: Evaluation, host: Host, f: Thunk, at: CallSite | undefined): Value {
	const given = record(
		{ system: host.system, pkgs: host.pkgs, lib: host.lib, config: new Thunk(() => configuration(host.graph())) },
		unknown("an argument of perSystem"),
	);
	return evaluation.apply(f.force(), new Thunk(() => given), at);
}
