import { each } from "./choices.ts";
import type { Evaluation } from "./evaluation.ts";
import { hostValue, newHost } from "./host.ts";
import { instanceOf } from "./instance.ts";
import { one } from "./library/define.ts";
import { update } from "./operators.ts";
import { attribute } from "./select.ts";
import type { Attrs, CallSite, Slot, Value } from "./value.ts";
import { attrs, ready, record, string, Thunk, unknown } from "./value.ts";

/** `colmena.lib.makeHive hive`, as colmena's src/nix/hive/eval.nix has it: a NixOS host for each node of the hive. */
export const makeHive = one((evaluation, hive, at) =>
	each(hive.force(), (given) => {
		const isFunction = given.kind === "closure" || given.kind === "primitive";
		return each(isFunction ? evaluation.apply(given, ready(record({})), at) : given, (hive) =>
			hive.kind === "attrs" ? evaluated(evaluation, hive, at) : unknown("what the hive holds is not known"),
		);
	}),
);

/** What a hive has beside its nodes. */
const reserved: ReadonlySet<string> = new Set(["meta", "network", "defaults"]);

/** What is given out beside the nodes. */
const results = [
	"__schema",
	"deploymentConfig",
	"deploymentConfigSelected",
	"evalSelected",
	"evalSelectedDrvPaths",
	"introspect",
	"metaConfig",
	"toplevel",
];

function evaluated(evaluation: Evaluation, hive: Attrs, at: CallSite | undefined): Value {
	const nodes = new Map<string, Slot>();
	for (const [name, slot] of hive.entries) {
		if (!reserved.has(name)) nodes.set(name, { ...slot, thunk: ready(node(evaluation, hive, name, slot.thunk, at)) });
	}
	const others = results.map((name) => [name, unknown("what colmena makes of its nodes")] as const);
	return record({ ...Object.fromEntries(others), nodes: attrs(nodes, hive.open) }, hive.open);
}

/**
 * The host of a node. It makes an instance of its own from the nixpkgs that the hive names for it, which is an instance
 * already: that one's system, overlays and settings are taken over.
 */
function node(evaluation: Evaluation, hive: Attrs, name: string, module: Thunk, at: CallSite | undefined): Value {
	const meta = hive.entries.get("meta") ?? hive.entries.get("network");
	const pkgs = setting(meta, "nodeNixpkgs", name) ?? setting(meta, "nixpkgs") ?? unknown("the hive names no nixpkgs");
	const taken = (name: string) => attribute(pkgs, name) ?? record({});
	const settings = record({ nixpkgs: record({ overlays: taken("overlays"), config: taken("config") }) });
	const defaults = hive.entries.get("defaults")?.thunk;
	const host = newHost(evaluation, {
		kind: "nixos",
		at,
		argument: ready(argumentOf(meta, taken("system")), meta?.thunk.origin),
		source: instanceOf(pkgs)?.source,
		specialArgs: new Thunk(() => specialArguments(meta, name)),
		names: [`colmenaHive.${name}`],
		ownModules: [ready(settings), ...(defaults === undefined ? [] : [defaults]), module],
	});
	return hostValue(host);
}

/** A setting of the hive, or what it has for one node. */
function setting(meta: Slot | undefined, name: string, node?: string): Value | undefined {
	const found = meta && attribute(meta.thunk.force(), name);
	return found === undefined || node === undefined ? found : attribute(found, node);
}

function specialArguments(meta: Slot | undefined, node: string): Value {
	const own = record({ name: string(node), nodes: unknown("the nodes of a hive") });
	const common = update(own, setting(meta, "specialArgs") ?? record({}));
	return update(common, setting(meta, "nodeSpecialArgs", node) ?? record({}));
}

/** What stands for the argument of the call: special arguments are added to those that `meta` gives all nodes. */
function argumentOf(meta: Slot | undefined, system: Value): Attrs {
	const value = meta?.thunk.force();
	const written = value?.kind === "attrs" ? value.entries.get("specialArgs") : undefined;
	const { entries } = record({ system });
	return attrs(written === undefined ? entries : new Map([...entries, ["specialArgs", written]]));
}
