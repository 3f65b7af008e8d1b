import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import { lookUp } from "../../flake/names.ts";
import { alternatives } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { type Local, namesOf, references, type Use } from "../../semantics/scopes.ts";
import type { Lambda, Node } from "../../syntax/nodes.ts";
import { lineAt } from "./line-at.ts";
import type { NameClass } from "./name-class.ts";

/**
 * Makes sure that no function which gets a set with a member reads that set by names that are not in the text.
 * @throws Refusal if one does, as `args.${name}` and `f args` of an unknown `f` do.
 */
export function refuseWholeReads(inventory: Inventory, nameClass: NameClass): void {
	for (const [lambda, calls] of [...inventory.evaluation.calls]) {
		const path = calls[0]?.file;
		for (const local of path === undefined ? [] : setsOf(lambda)) {
			const read = references(local).find((use) => readsWhole(inventory, path ?? "", use));
			if (read === undefined || !calls.some((call) => holdsMember(inventory, local, call, nameClass))) continue;
			refuse(`${lineAt(inventory, path ?? "", read)} may read ‘${nameClass.name}’ by a computed name`);
		}
	}
}

/** The names by which a function has all that it is given: that of its argument, and what the module system adds. */
export function setsOf(lambda: Lambda): readonly Local[] {
	const names = namesOf(lambda);
	return [lambda.universal?.name, "specialArgs"].flatMap((name) => (name === undefined ? [] : (names.get(name) ?? [])));
}

function holdsMember(inventory: Inventory, local: Local, call: Environment, { name, members }: NameClass): boolean {
	const slot = lookUp(inventory.evaluation, local.name, call);
	const sets = typeof slot === "string" ? [] : alternatives(slot.thunk.force());
	return sets.some((set) => {
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
