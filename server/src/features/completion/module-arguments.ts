import type { Host } from "../../flake/host.ts";
import { instanceOf } from "../../flake/instance.ts";
import { alternatives, type Value } from "../../flake/value.ts";
import { flakeOf } from "../../instances/follow-flakes.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
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
	const found = new Map<string, { name: string; values: ModuleArgument["values"]; hosts: readonly Host[] }>();
	for (const host of hostsOfFile(inventory, path)) {
		for (const [name, { thunk }] of specialArguments(host)) {
			const known = found.get(name) ?? { name, values: [], hosts: [] };
			const values = new Set([...known.values, ...alternatives(thunk.force())]);
			found.set(name, { name, values: [...values], hosts: [...new Set([...known.hosts, host])] });
		}
	}
	return found;
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
	if (instance !== undefined) return ["nixpkgs instance", describeTree(instance.source).input].join(" ").trim();
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

/** More hosts than this are only counted. */
const maxListed = 6;

/** Which hosts give an argument, as Markdown. */
export function argumentMarkdown({ name, hosts }: ModuleArgument): string {
	const names = hosts.map(hostName);
	const rest = names.length > maxListed ? ` and ${names.length - maxListed} more` : "";
	return `**\`${name}\`**: special argument of ${names.slice(0, maxListed).join(", ")}${rest}`;
}
