import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import { lookUp } from "../../flake/names.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { type Local, namesOf, references, type Use } from "../../semantics/scopes.ts";
import type { Attr, Lambda, Node } from "../../syntax/nodes.ts";
import { lineAt } from "./line-at.ts";
import { localOf } from "./locals.ts";
import type { NameClass } from "./name-class.ts";

/**
 * Makes sure that nothing which gets a set with a member reads that set by names that are not in the text.
 * @throws Refusal if something does, as `args.${name}` and `f args` of an unknown `f` do.
 */
export function refuseWholeReads(inventory: Inventory, nameClass: NameClass): void {
	for (const { path, node } of nameClass.members.values()) {
		const local = node.kind === "attr" ? setAround(node) : undefined;
		const read = local && references(local).find((use) => readsWhole(inventory, path, use));
		if (read !== undefined) refuseRead(inventory, nameClass, path, read);
	}
	for (const lambda of inventory.evaluation.calls.functions()) {
		const calls = inventory.evaluation.calls.of(lambda) ?? [];
		const path = calls[0]?.file;
		for (const local of path === undefined ? [] : setsOf(lambda)) {
			const read = references(local).find((use) => readsWhole(inventory, path ?? "", use));
			if (read === undefined || !calls.some((call) => holdsMember(inventory, local, call, nameClass))) continue;
			refuseRead(inventory, nameClass, path ?? "", read);
		}
	}
}

function refuseRead(inventory: Inventory, { name }: NameClass, path: string, read: Use): never {
	return refuse(`${lineAt(inventory, path, read)} may read ‘${name}’ by a computed name`);
}

/** The name in scope of the set that an attribute is written in. */
function setAround(attr: Attr): Local | undefined {
	const binding = attr.parent?.kind === "inherit" ? attr.parent : attr.parent?.parent;
	const set = binding?.parent?.kind === "attrset" ? outermost(binding.parent) : undefined;
	const holder = set?.parent?.kind === "binding" ? set.parent.path.attrs.at(-1) : undefined;
	return holder && localOf(holder);
}

/** The node with the parentheses and unions around it. */
function outermost(node: Node): Node {
	let outer = node;
	while (
		outer.parent?.kind === "parenthesized" ||
		(outer.parent?.kind === "binary" && outer.parent.operator === "//")
	) {
		outer = outer.parent;
	}
	return outer;
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
	const node = outermost(use);
	const { parent } = node;
	if (parent?.kind === "select" || parent?.kind === "has-attr") {
		return parent.target === node && parent.path.attrs[0]?.name === undefined;
	}
	if (parent?.kind !== "apply" || parent.argument !== node) return false;
	const { environments } = contextsOf(inventory.evaluation, path, parent);
	const functions = environments.flatMap((each) => alternatives(inventory.evaluation.evaluate(parent.function, each)));
	return functions.some(({ kind }) => kind !== "closure");
}
