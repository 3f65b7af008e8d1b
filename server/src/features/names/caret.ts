import { contextsOf } from "../../flake/contexts.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { type NameNode, nameAt, nameOf } from "./nodes.ts";
import { makePassingCalls } from "./passing-calls.ts";

/** The name that is written at `offset` of a file, with the calls made that may tell what it stands for. */
export function nameUnder(inventory: Inventory, path: string, offset: number): NameNode | undefined {
	const root = inventory.snapshot.file(path)?.tree.root;
	const node = root && nameAt(root, offset);
	if (node === undefined) return undefined;
	const inside = node.kind === "lambda" ? node.body : node;
	if (contextsOf(inventory.evaluation, path, inside).assumed) makePassingCalls(inventory, nameOf(node) ?? "");
	return node;
}
