import type { Inventory } from "../../instances/inventory.ts";
import { lineOf } from "../../refactorings/refusal.ts";
import type { Node } from "../../syntax/nodes.ts";

/** Where a node stands, for people: `line 12 of modules/a.nix`. */
export function lineAt({ snapshot }: Inventory, path: string, node: Node): string {
	return lineOf(snapshot.text(path) ?? "", node, path);
}
