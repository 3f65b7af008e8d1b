import { formalOf, formalsOf } from "../syntax/formals.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { workspaceTree } from "./brand.ts";
import { alternatives } from "./choices.ts";
import { configuration } from "./configuration.ts";
import { definitions } from "./definitions.ts";
import { Entries } from "./entries.ts";
import type { Host } from "./host.ts";
import { update } from "./operators.ts";
import type { Slot, Value } from "./value.ts";
import { attrs, ready, record, string, Thunk, unknown } from "./value.ts";

/** What module systems give their modules by themselves. */
export const ownArguments: ReadonlySet<string> = new Set([
	"pkgs",
	"lib",
	"config",
	"options",
	"modulesPath",
	"specialArgs",
	"osConfig",
]);

/** What the module functions of a host get: what every module gets, and what each of them names beyond that. */
export function moduleArguments(host: Host): (lambda: Lambda) => Thunk {
	let common: ReadonlyMap<string, Slot> | undefined;
	return (lambda) => {
		const special = host.specialArgs.force();
		common ??= commonArguments(host, special);
		const entries = new ModuleArguments(lambda, common, (name) => moduleArgument(host, name, special));
		return ready(attrs(entries, unknown("an argument that some module may give")));
	};
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

/** The special arguments, and the module system's own. */
function commonArguments(host: Host, special: Value): ReadonlyMap<string, Slot> {
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

/** `config`, anew for each module: one that reads it while modules are still collected must not decide for the others. */
function configurationOf({ graph }: Host): Slot {
	return {
		get thunk() {
			return new Thunk(() => configuration(graph()));
		},
		definedAt: undefined,
	};
}

/** An argument that no special argument gives: some module's `_module.args`, if any. */
function moduleArgument(host: Host, name: string, special: Value): Slot {
	const thunk = new Thunk(() => {
		const [found, another] = definitions(host.graph(), ["_module", "args", name]);
		if (found !== undefined && another === undefined && found.certain) return found.thunk.force();
		const open = special.kind === "attrs" ? special.open : special;
		return unknown(
			open?.kind === "unknown" ? open.reason : `where the module's argument ‘${name}’ comes from is not known`,
		);
	});
	return givenTo(host, name, thunk);
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

/** The folder of NixOS' own modules, as text. */
function modulesPath({ kind, lib }: Host): Value {
	const library = lib.force();
	const source = library.kind === "attrs" && library.brand?.kind === "library" ? library.brand.source : workspaceTree;
	if (kind !== "nixos" || source.kind === "workspace") return unknown("the folder of the module system's own modules");
	return { kind: "path", tree: source, path: "/nixos/modules", string: true };
}
