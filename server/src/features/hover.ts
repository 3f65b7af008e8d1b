import type { Inventory } from "../instances/inventory.ts";
import { nodeAt } from "../syntax/walk.ts";
import type { Range } from "../text/range.ts";
import { instanceHover } from "./instance-hover.ts";
import { nameUnder } from "./names/caret.ts";
import { nameAt, nameRange } from "./names/nodes.ts";
import { exampleHover, literalHover } from "./platform-hover.ts";
import { settingHover } from "./setting-hover.ts";

/** What is shown for a piece of text. */
export interface Hover {
	readonly range: Range;
	readonly markdown: string;
}

/**
 * What `offset` of a file has to tell: on a name by which nixpkgs or a host is told something, what it does; on a
 * platform, what nixpkgs makes of it; on the name of an instance, what is known of it.
 */
export function hover(inventory: Inventory, path: string, offset: number): Hover | undefined {
	const root = inventory.snapshot.file(path)?.tree.root;
	const inner = root && nodeAt(root, offset);
	if (root === undefined || inner === undefined) return undefined;
	if (inner.kind === "string") return shown(inner, literalHover(inventory, inner));
	const name = nameAt(root, offset);
	const setting = name?.kind === "attr" ? settingHover(inventory, name) : undefined;
	if (name !== undefined && setting !== undefined) return shown(nameRange(name), setting);
	const node = nameUnder(inventory, path, offset);
	if (node === undefined) return undefined;
	const markdown = instanceHover(inventory, path, node) ?? (node.kind === "attr" ? exampleHover(node) : undefined);
	return shown(nameRange(node), markdown);
}

function shown({ start, end }: Range, markdown: string | undefined): Hover | undefined {
	return markdown === undefined ? undefined : { range: { start, end }, markdown };
}
