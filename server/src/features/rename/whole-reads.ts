import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import { alternatives } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { namesOf, references, type Use } from "../../semantics/scopes.ts";
import type { Lambda, Node } from "../../syntax/nodes.ts";
import { lineAt } from "./line-at.ts";
import type { NameClass } from "./name-class.ts";

/**
 * Makes sure that no function that is called with a member reads its argument by names that are not in the text.
 * @throws Refusal if one does, as `args.${name}` and `f args` of an unknown `f` do.
 */
export function refuseWholeReads(inventory: Inventory, nameClass: NameClass): void {
	for (const [lambda, calls] of [...inventory.evaluation.calls]) {
		const local = lambda.universal && namesOf(lambda).get(lambda.universal.name);
		const path = calls[0]?.file;
		if (local === undefined || path === undefined) continue;
		const read = references(local).find((use) => readsWhole(inventory, path, use));
		if (read === undefined || !calls.some((call) => isGivenMember(call, lambda, nameClass))) continue;
		refuse(`${lineAt(inventory, path, read)} may read ‘${nameClass.name}’ by a computed name`);
	}
}

function isGivenMember({ frame }: Environment, lambda: Lambda, { name, members }: NameClass): boolean {
	if (frame?.lambda !== lambda) return false;
	return alternatives(frame.argument.force()).some((set) => {
		const node = set.kind === "attrs" ? set.entries.get(name)?.definedAt?.node : undefined;
		return [...members.keys()].some((member) => member === node);
	});
}

/** True if a use of a set may read any of its attributes. */
function readsWhole(inventory: Inventory, path: string, use: Use): boolean {
	let node: Node = use;
	while (node.parent?.kind === "parenthesized" || (node.parent?.kind === "binary" && node.parent.operator === "//")) {
		node = node.parent;
	}
	const { parent } = node;
	if (parent?.kind === "select" || parent?.kind === "has-attr") {
		return parent.target === node && parent.path.attrs[0]?.name === undefined;
	}
	if (parent?.kind !== "apply" || parent.argument !== node) return false;
	const { environments } = contextsOf(inventory.evaluation, path, parent);
	const functions = environments.flatMap((each) => alternatives(inventory.evaluation.evaluate(parent.function, each)));
	return functions.some(({ kind }) => kind !== "closure");
}
