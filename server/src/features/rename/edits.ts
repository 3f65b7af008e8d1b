import type { Inventory } from "../../instances/inventory.ts";
import { Changes } from "../../refactorings/edit/changes.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { references, resolve } from "../../semantics/scopes.ts";
import type { Attr, Inherit, Node, Variable } from "../../syntax/nodes.ts";
import type { FileEdits } from "../../text/edit.ts";
import { bindersOf, type Located } from "../names/family.ts";
import { isBinder, nameRange } from "../names/nodes.ts";
import { inheritedSlots, slotsAt } from "../names/slots.ts";
import { splitInherited } from "./inherited.ts";
import { lineAt } from "./line-at.ts";
import { localOf } from "./locals.ts";
import type { NameClass } from "./name-class.ts";

/**
 * The edits that give the members of a class another name, and everything that reads them.
 * @throws Refusal if a place reads a member or something else, depending on who evaluates it.
 */
export function renameEdits(inventory: Inventory, nameClass: NameClass, newName: string): FileEdits {
	const changes = new Changes();
	const { members, family, name } = nameClass;
	const names: Located[] = [...members.values()];
	for (const { path, node } of members.values()) {
		const local = localOf(node);
		if (local !== undefined) names.push(...references(local).map((use) => ({ path, node: use })));
	}
	for (const read of family.reads)
		if (read.node.name === name && readsMember(inventory, nameClass, read)) names.push(read);
	const inherited = [...family.binders.values()].filter(({ node }) => node.kind === "attr" && node.name === name);
	for (const { path, node } of [...names, ...inherited]) {
		const text = inventory.snapshot.text(path) ?? "";
		if (node.kind !== "attr" || node.parent?.kind !== "inherit") {
			if (names.some((each) => each.node === node)) changes.add(path, replaced(text, node, newName));
			continue;
		}
		const own = members.has(node);
		const outer = inheritsMember(inventory, nameClass, { path, node }, node.parent);
		if (own && outer) changes.add(path, replaced(text, node, newName));
		else if (own) changes.add(path, ...splitInherited(text, node.parent, node, newName, name));
		else if (outer) changes.add(path, ...splitInherited(text, node.parent, node, name, newName));
	}
	return changes.edits;
}

/** The name alone; a quoted one stays quoted. */
function replaced(text: string, node: Node, newName: string) {
	const range = nameRange(node);
	return { range, newText: text[range.start] === '"' ? `"${newName}"` : newName };
}

function readsMember(inventory: Inventory, nameClass: NameClass, { path, node }: Located<Variable | Attr>): boolean {
	const meaning = node.kind === "variable" ? resolve(node) : undefined;
	if (meaning !== undefined && "scope" in meaning) return false;
	return areMembers(inventory, nameClass, { path, node }, slotsAt(inventory.evaluation, path, node));
}

/** True if what an `inherit` takes is a member. */
function inheritsMember(
	inventory: Inventory,
	nameClass: NameClass,
	{ path, node }: Located<Attr>,
	parent: Inherit,
): boolean {
	const meaning = parent.from === undefined && isBinder(node) ? resolve(node) : undefined;
	if (meaning !== undefined && "scope" in meaning)
		return bindersOf(meaning).some((each) => nameClass.members.has(each));
	return areMembers(inventory, nameClass, { path, node }, inheritedSlots(inventory.evaluation, path, parent, node));
}

function areMembers(
	inventory: Inventory,
	{ members, name }: NameClass,
	{ path, node }: Located,
	slots: ReturnType<typeof slotsAt>,
): boolean {
	const nodes: ReadonlySet<unknown> = new Set(members.keys());
	const found = slots.map(({ definedAt }) => nodes.has(definedAt?.node));
	if (found.includes(true) && found.includes(false))
		refuse(`${lineAt(inventory, path, node)} reads more than one ‘${name}’`);
	return found.includes(true);
}
