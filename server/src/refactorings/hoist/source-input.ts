import type { Tree } from "../../flake/brand.ts";
import type { FlakeInput } from "../../flake/inputs.ts";
import type { FlakeInventory } from "../../instances/inventory.ts";
import type { Use } from "../../instances/site.ts";
import { refuse } from "../refusal.ts";

/** The input of the flake that all uses of a site are made from. @throws Refusal if there is no one such input. */
export function sourceInput(flake: FlakeInventory, uses: readonly Use[]): FlakeInput {
	const sources = uses.map(({ instance }) => instance?.source);
	const [first] = sources;
	if (first === undefined) return refuse("which nixpkgs it is made from is not known");
	if (first.kind !== "input")
		return refuse(`its source is ${describe(first)}, which is not an input of the flake: add it to the inputs first`);
	const { input } = first;
	if (!sources.every((source) => source?.kind === "input" && source.input.identity === input.identity)) {
		return refuse("the hosts make it from different inputs");
	}
	return (
		inputOf(flake, input) ??
		refuse(`its source ‘${input.name}’ is an input of another flake: add it to the inputs first`)
	);
}

/** The flake's own input that is the same as `input`; if several are, the one of that name. */
export function inputOf({ flake }: FlakeInventory, { name, identity }: FlakeInput): FlakeInput | undefined {
	const same = [...flake.inputs.values()].filter((each) => each.identity === identity);
	return same.find((each) => each.name === name) ?? same[0];
}

function describe(tree: Tree): string {
	switch (tree.kind) {
		case "lookup-path":
			return `<${tree.name}>`;
		case "fetcher":
			return "fetched in place";
		case "patched":
			return "a patched tree";
		default:
			return "a path";
	}
}
