import { alternatives } from "../flake/value.ts";
import type { Inventory } from "../instances/inventory.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import type { Attr, Attrset } from "../syntax/nodes.ts";
import type { Range } from "../text/range.ts";
import { entryMarkdown } from "./entry-markdown.ts";
import { instanceHover } from "./instance-hover.ts";
import { nameUnder } from "./names/caret.ts";
import { type NameNode, nameRange } from "./names/nodes.ts";

/** What is shown for a piece of text. */
export interface Hover {
	readonly range: Range;
	readonly markdown: string;
}

/**
 * What `offset` of a file has to tell: on the name of an argument of a nixpkgs import, what that argument does; on the
 * name of an instance, what is known of it.
 */
export function hover(inventory: Inventory, path: string, offset: number): Hover | undefined {
	const node = nameUnder(inventory, path, offset);
	if (node === undefined) return undefined;
	const markdown = argumentHover(inventory, node) ?? instanceHover(inventory, path, node);
	return markdown === undefined ? undefined : { range: nameRange(node), markdown };
}

function argumentHover(inventory: Inventory, node: NameNode): string | undefined {
	const entry = node.kind === "attr" ? nixpkgsArguments.get(node.name ?? "") : undefined;
	const set = node.kind === "attr" ? settingOf(node) : undefined;
	if (entry === undefined || set === undefined || !isGiven(inventory, set)) return undefined;
	return entryMarkdown(entry);
}

/** The set whose attribute `attr` names: the first step of a binding's path, or an inherited name. */
function settingOf(attr: Attr): Attrset | undefined {
	const { parent } = attr;
	const binding = parent?.kind === "attrpath" && parent.attrs[0] === attr ? parent.parent : parent;
	const set = binding?.kind === "binding" || binding?.kind === "inherit" ? binding.parent : undefined;
	return set?.kind === "attrset" ? set : undefined;
}

/** True if an argument of a nixpkgs import is known to come from `set`: in the call itself, or by way of names. */
function isGiven(inventory: Inventory, set: Attrset): boolean {
	const given = inventory.sites.flatMap(({ uses }) => uses.flatMap(({ instance }) => instance?.argument ?? []));
	const values = given.flatMap((argument) => alternatives(argument.force()));
	const slots = values.flatMap((value) => (value.kind === "attrs" ? [...value.entries.values()] : []));
	return slots.some(({ definedAt }) => definedAt?.node.kind === "attr" && settingOf(definedAt.node) === set);
}
