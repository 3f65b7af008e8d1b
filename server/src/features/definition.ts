import { alternatives } from "../flake/choices.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Place } from "../flake/value.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isUse, resolve } from "../semantics/scopes.ts";
import type { Range } from "../text/range.ts";
import { nameUnder } from "./names/caret.ts";
import { instancesOf } from "./names/instances.ts";
import { isBinder, type NameNode, nameRange } from "./names/nodes.ts";
import { slotsAt } from "./names/slots.ts";
import { type Chain, chainsOf } from "./names/sources.ts";
import { isSpecialArgument, takesModuleArgument } from "./names/special-arguments.ts";

/** A name in a file of the workspace. */
export interface NamedPlace {
	readonly path: string;
	readonly range: Range;
}

/**
 * Where an instance or a module's argument comes from: the name under which the module gets it, and the one that it was
 * first bound to. Several if hosts differ. Of an input that is selected, such as `inputs.nixpkgs`, where flake.nix
 * declares it. Empty where the name is bound in the same file by plain scoping, which other language servers tell.
 */
export function definitionsAt(inventory: Inventory, path: string, offset: number): readonly NamedPlace[] {
	const { evaluation } = inventory;
	const node = nameUnder(inventory, path, offset);
	if (node === undefined) return [];
	const chains = slotsAt(evaluation, path, node).flatMap((slot) => chainsOf(evaluation, slot));
	const found = chains
		.filter((chain) => isFollowed(evaluation, chain))
		.flatMap((chain) => beyond(inventory, node, chain));
	const places = [...found, ...selectedInputs(evaluation, path, node)];
	return [...new Map(places.map((place) => [place.node, place])).values()]
		.filter((place) => place.node !== node)
		.map((place) => ({ path: place.file, range: nameRange(place.node) }));
}

/** Where flake.nix declares the inputs that a node selects. */
function selectedInputs(evaluation: Evaluation, path: string, node: NameNode): readonly Place[] {
	if (node.kind !== "attr" || isBinder(node)) return [];
	const values = slotsAt(evaluation, path, node).flatMap(({ thunk }) => alternatives(thunk.force()));
	return values.flatMap((value) => {
		const input = value.kind === "attrs" && value.brand?.kind === "input" ? value.brand.input : undefined;
		return input?.definedAt ?? [];
	});
}

function isFollowed(evaluation: Evaluation, chain: Chain): boolean {
	return instancesOf(chain[0].thunk.force()).length > 0 || chain.some((slot) => takesModuleArgument(evaluation, slot));
}

/** The places of a chain worth going to from `node`: where the scope around it got the name from, and the first one. */
function beyond(inventory: Inventory, node: NameNode, chain: Chain): readonly Place[] {
	const places = chain.slice(plainSteps(inventory, node, chain)).map(({ definedAt }) => definedAt);
	const [first] = places;
	const last = places.at(-1);
	return first === undefined || last === undefined ? [] : [first, last];
}

/** How many places of a chain plain scoping finds by itself, those at `node` included. */
function plainSteps(inventory: Inventory, node: NameNode, chain: Chain): number {
	if (node.kind === "formal" || node.kind === "lambda") return 1;
	const binds = node.kind === "attr" && isBinder(node) ? 1 : 0;
	const local = isUse(node) ? resolve(node) : undefined;
	if (local?.kind === "formal" || local?.kind === "universal") return binds + 1;
	if (local?.kind !== "bound") return binds;
	return binds === 1 && isSpecialArgument(inventory, node) ? 1 : chain.length;
}
