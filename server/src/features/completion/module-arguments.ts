import { alternatives } from "../../flake/choices.ts";
import type { Host } from "../../flake/host.ts";
import { instanceOf } from "../../flake/instance.ts";
import type { Value } from "../../flake/value.ts";
import { flakeOf } from "../../instances/follow-flakes.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { keptByRevision } from "../../instances/kept-by-revision.ts";
import { hostNames } from "../../instances/module-hosts.ts";
import { describeTree } from "../../instances/source.ts";
import { specialArguments } from "../names/special-arguments.ts";

/** A special argument that modules of a file may take. */
export interface ModuleArgument {
	readonly name: string;
	/** Its values for the hosts that have the module. */
	readonly values: readonly Exclude<Value, { readonly kind: "choice" }>[];
	/** The hosts that give it. */
	readonly hosts: readonly Host[];
}

/**
 * The special arguments of the hosts whose modules a file holds. Of a file that is no module of any host yet, those of
 * all hosts of its flake.
 */
export function moduleArguments(inventory: Inventory, path: string): ReadonlyMap<string, ModuleArgument> {
	const kept = argumentsByFile(inventory);
	const found = kept.get(path) ?? argumentsOf(hostsOfFile(inventory, path));
	kept.set(path, found);
	return found;
}

const argumentsByFile = keptByRevision(() => new Map<string, ReadonlyMap<string, ModuleArgument>>());

/** The special arguments that some of the hosts give. */
function argumentsOf(hosts: readonly Host[]): ReadonlyMap<string, ModuleArgument> {
	const found = new Map<string, { values: Set<ModuleArgument["values"][number]>; hosts: Set<Host> }>();
	for (const host of hosts) {
		for (const [name, { thunk }] of specialArguments(host)) {
			const known = found.get(name) ?? { values: new Set(), hosts: new Set() };
			for (const value of alternatives(thunk.force())) known.values.add(value);
			known.hosts.add(host);
			found.set(name, known);
		}
	}
	const listed = [...found].map(
		([name, each]) => [name, { name, values: [...each.values], hosts: [...each.hosts] }] as const,
	);
	return new Map(listed);
}

function hostsOfFile({ flakes }: Inventory, path: string): readonly Host[] {
	const own = flakeOf(flakes, path)?.hosts ?? [];
	const having = own.filter((host) => host.graph().modules.some((module) => module.place?.environment.file === path));
	return having.length > 0 ? having : own;
}

/** What an argument is, in a few words. */
export function argumentDetail({ values: [value] }: ModuleArgument): string {
	if (value === undefined) return "special argument";
	const instance = instanceOf(value);
	if (instance !== undefined) {
		const { input } = describeTree(instance.source);
		return input === undefined ? "nixpkgs instance" : `nixpkgs instance of ‘${input}’`;
	}
	if (value.kind === "string") return JSON.stringify(value.value);
	if (value.kind !== "attrs") return "special argument";
	switch (value.brand?.kind) {
		case "input":
			return ["flake input", value.brand.input.url].join(" ").trim();
		case "inputs":
			return "the flake’s inputs";
		case "self":
			return "the flake itself";
		case "library":
			return "nixpkgs’ library";
		default:
			return "special argument";
	}
}

/** Which hosts give an argument, as Markdown. */
export function argumentMarkdown({ name, hosts }: ModuleArgument): string {
	return `**\`${name}\`**: special argument of ${hostNames(hosts)}`;
}
