import type { Inventory } from "../instances/inventory.ts";
import type { Node } from "../syntax/nodes.ts";
import type { NamedPlace } from "./definition.ts";
import { nameUnder } from "./names/caret.ts";
import { type Family, familyOf } from "./names/family.ts";
import { instancesOf } from "./names/instances.ts";
import { type NameNode, nameOf, nameRange } from "./names/nodes.ts";
import { slotsAt } from "./names/slots.ts";
import { type Chain, chainsOf } from "./names/sources.ts";

/**
 * Every name of the instance that is named at `offset`, across files: its binding, the places that pass it on, the
 * arguments that take it, and all uses. Empty where one file's scopes tell as much, or where no instance is named.
 * @param withBinding false for all but the binding.
 */
export function referencesAt(
	inventory: Inventory,
	path: string,
	offset: number,
	withBinding: boolean,
): readonly NamedPlace[] {
	const node = nameUnder(inventory, path, offset);
	const chains = node === undefined ? [] : instanceChains(inventory, path, node);
	if (node === undefined || chains.length === 0) return [];
	const roots = rootsOf(chains);
	const family = familyOf(inventory, roots, namesOf(chains));
	if (isPlain(family)) return [];
	return [...family.binders.values(), ...family.reads]
		.filter(({ node }) => withBinding || !roots.has(node))
		.map((each) => ({ path: each.path, range: nameRange(each.node) }))
		.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)) || a.range.start - b.range.start);
}

/** The ways by which the instance that a node names came to it; none if it names something else. */
export function instanceChains({ evaluation }: Inventory, path: string, node: NameNode): readonly Chain[] {
	const slots = slotsAt(evaluation, path, node).filter(({ thunk }) => instancesOf(thunk.force()).length > 0);
	return slots.flatMap((slot) => chainsOf(evaluation, slot));
}

/** Where the chains begin: the first names of what they pass on. */
export function rootsOf(chains: readonly Chain[]): ReadonlySet<Node> {
	return new Set(chains.flatMap((chain) => chain.at(-1)?.definedAt.node ?? []));
}

/** The names along chains. */
export function namesOf(chains: readonly Chain[]): ReadonlySet<string> {
	return new Set(
		chains.flat().flatMap(({ definedAt: { node } }) => {
			const named = node.kind === "attr" || node.kind === "formal" || node.kind === "lambda" ? nameOf(node) : undefined;
			return named ?? [];
		}),
	);
}

/** True if one binding and plain uses of it are all there is. */
function isPlain({ binders, reads }: Family): boolean {
	return binders.size === 1 && reads.every(({ node }) => node.kind === "variable");
}
