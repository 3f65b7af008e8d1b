import type { Tree } from "../../flake/brand.ts";
import type { FlakeInput } from "../../flake/inputs.ts";
import type { FlakeInventory } from "../../instances/inventory.ts";
import type { Use } from "../../instances/site.ts";
import { refuse } from "../refusal.ts";

/** The input of the flake that all uses of a site are made from. @throws Refusal if there is no one such input. */
export function sourceInput({ flake }: FlakeInventory, uses: readonly Use[]): FlakeInput {
	const sources = uses.map(({ instance }) => instance?.source);
	const [first] = sources;
	if (first === undefined) return refuse("which nixpkgs it is made from is not known");
	if (first.kind !== "input")
		return refuse(`its source is ${describe(first)}, which is not an input of the flake: add it to the inputs first`);
	const { identity, name } = first.input;
	if (!sources.every((source) => source?.kind === "input" && source.input.identity === identity)) {
		return refuse("the hosts make it from different inputs");
	}
	const named = flake.inputs.get(name);
	if (named?.identity === identity) return named;
	const other = [...flake.inputs.values()].find((input) => input.identity === identity);
	return other ?? refuse(`its source ‘${name}’ belongs to another flake's inputs: add it to the inputs first`);
}

function describe(tree: Tree): string {
	switch (tree.kind) {
		case "lookup-path":
			return `<${tree.name}>`;
		case "fetcher":
			return "fetched in place";
		default:
			return "a path";
	}
}
