import { alternatives } from "../../flake/choices.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import type { Host } from "../../flake/host.ts";
import type { Slot } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Node } from "../../syntax/nodes.ts";
import { callsOf } from "./slots.ts";
import type { WrittenSlot } from "./sources.ts";

/** True for a formal by which a module takes an argument. */
export function takesModuleArgument(evaluation: Evaluation, slot: WrittenSlot): boolean {
	const { node, file } = slot.definedAt;
	const lambda = node.kind === "formal" ? node.parent?.parent : undefined;
	if (node.kind !== "formal" || lambda?.kind !== "lambda") return false;
	const call = callsOf(evaluation, file, lambda).find(({ names }) => names?.get(node.name) === slot);
	return call?.frame?.cause?.kind === "module";
}

/** The special arguments of a host by name, in each alternative of their set. */
export function specialArguments({ specialArgs }: Host): readonly (readonly [string, Slot])[] {
	return alternatives(specialArgs.force()).flatMap((set) => (set.kind === "attrs" ? [...set.entries] : []));
}

/** True if a node names a special argument of a host. */
export function isSpecialArgument({ flakes }: Inventory, node: Node): boolean {
	const hosts = flakes.flatMap(({ hosts }) => hosts);
	return hosts.some((host) => specialArguments(host).some(([, { definedAt }]) => definedAt?.node === node));
}
