import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import { ownArguments } from "../../flake/module-arguments.ts";
import type { Slot, Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Attr, Node } from "../../syntax/nodes.ts";
import type { Located } from "../names/family.ts";
import type { Binder } from "../names/nodes.ts";
import { callsOf } from "../names/slots.ts";
import { isSpecialArgument } from "../names/special-arguments.ts";

/**
 * Why a name is not for the workspace to choose; undefined if it is. `read` holds the binders that the workspace
 * reads as attributes by their names.
 */
export function givenName(
	inventory: Inventory,
	located: Located<Binder> | undefined,
	read: ReadonlySet<Node>,
): string | undefined {
	if (located === undefined || located.node.kind === "lambda") return undefined;
	const { path, node } = located;
	if (node.kind === "formal") {
		const lambda = node.parent?.parent;
		const calls = lambda?.kind === "lambda" ? callsOf(inventory.evaluation, path, lambda) : [];
		const isModule = calls.some(({ frame }) => frame?.cause?.kind === "module");
		return isModule && ownArguments.has(node.name) ? `the module system gives modules ‘${node.name}’` : undefined;
	}
	return givenAttribute(inventory, path, node, read);
}

function givenAttribute(inventory: Inventory, path: string, attr: Attr, read: ReadonlySet<Node>): string | undefined {
	const binding = attr.parent?.kind === "inherit" ? attr.parent : attr.parent?.parent;
	const set = binding?.parent;
	if (set?.kind !== "attrset") return undefined;
	if (ownArguments.has(attr.name ?? "") && isSpecialArgument(inventory, attr)) {
		return `the module system gives modules ‘${attr.name}’`;
	}
	if (isOutput(inventory, attr)) return `‘${attr.name}’ is an output of the flake, which others may use`;
	if (isSpecialArgument(inventory, attr)) return undefined;
	if (!read.has(attr)) return `nothing that is known reads the attribute ‘${attr.name}’`;
	return isForOthers(inventory.evaluation, path, set) ? `a function from elsewhere takes ‘${attr.name}’` : undefined;
}

/** True for a name of the flake's outputs, or one right below. */
function isOutput({ flakes }: Inventory, attr: Attr): boolean {
	const isNamed = ({ definedAt }: Slot) => definedAt?.node === attr;
	return flakes.some(({ flake }) => {
		const outputs = slotsOf(flake.outputs.force());
		return outputs.some((slot) => isNamed(slot) || slotsOf(slot.thunk.force()).some(isNamed));
	});
}

function slotsOf(value: Value): readonly Slot[] {
	return alternatives(value).flatMap((set) =>
		set.kind === "attrs" && set.brand === undefined ? [...set.entries.values()] : [],
	);
}

/** True if a set is given to a function that is not written in the workspace. */
function isForOthers(evaluation: Evaluation, path: string, set: Node): boolean {
	let node = set;
	while (node.parent?.kind === "parenthesized" || node.parent?.kind === "binary") node = node.parent;
	const call = node.parent;
	if (call?.kind !== "apply" || call.argument !== node) return false;
	const { environments } = contextsOf(evaluation, path, call);
	const functions = environments.flatMap((each) => alternatives(evaluation.evaluate(call.function, each)));
	return functions.some(({ kind }) => kind !== "closure");
}
