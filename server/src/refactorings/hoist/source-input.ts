import { treeIdentity } from "../../flake/brand.ts";
import type { FlakeInput } from "../../flake/inputs.ts";
import type { FlakeInventory } from "../../instances/inventory.ts";
import type { Use } from "../../instances/site.ts";
import { refuse } from "../refusal.ts";

/** What an instance is made from. */
export interface Source {
	/** What the instance can be named after. */
	readonly name: string;
	/** The flake's own input that it is; undefined for one that the call itself fetches. */
	readonly input: FlakeInput | undefined;
}

/** What all uses of a site are made from. @throws Refusal if that is not known, or not the same for all. */
export function sourceOf(flake: FlakeInventory, uses: readonly Use[]): Source {
	const sources = uses.map(({ instance }) => instance?.source);
	const [first] = sources;
	if (first === undefined) return refuse("which nixpkgs it is made from is not known");
	const identity =
		treeIdentity(first) ?? refuse("its source is computed: add a patched nixpkgs to the outputs by hand");
	if (!sources.every((source) => source !== undefined && treeIdentity(source) === identity)) {
		const names = new Set(sources.flatMap((source) => (source?.kind === "input" ? [`‘${source.input.name}’`] : [])));
		return refuse(`the hosts make it from different sources (${[...names].join(", ") || "fetched in place"})`);
	}
	if (first.kind === "lookup-path") {
		refuse(`no flake can look up its source ‘<${first.name}>’: add it to the inputs, and import that`);
	}
	if (first.kind !== "input") return { name: "pinned", input: undefined };
	const { input } = first;
	const own =
		inputOf(flake, input) ??
		refuse(`its source ‘${input.name}’ is an input of another flake: add it to the inputs first`);
	return { name: own.name, input: own };
}

/** The flake's own input that is the same as `input`; if several are, the one of that name. */
export function inputOf({ flake }: FlakeInventory, { name, identity }: FlakeInput): FlakeInput | undefined {
	const same = [...flake.inputs.values()].filter((each) => each.identity === identity);
	return same.find((each) => each.name === name) ?? same[0];
}
