import { contextsOf } from "../../flake/contexts.ts";
import { flakeOf } from "../../instances/follow-flakes.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { resolve } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Expression, Formal, Lambda } from "../../syntax/nodes.ts";
import { isBinder, type NameNode, namesIn } from "../names/nodes.ts";
import { callsOf } from "../names/slots.ts";
import { lineAt } from "./line-at.ts";
import type { NameClass } from "./name-class.ts";
import { setsOf } from "./whole-reads.ts";

/**
 * Makes sure that no function of the flake of which no call is known takes a member by its name.
 * @throws Refusal if one may: somebody who can't be seen may call it.
 */
export function refuseStrangers(inventory: Inventory, { name, members }: NameClass): void {
	const { snapshot, flakes } = inventory;
	const own = new Set([...members.values()].map(({ path }) => flakeOf(flakes, path)));
	for (const path of snapshot.paths()) {
		const isNear = snapshot.text(path)?.includes(name) === true && own.has(flakeOf(flakes, path));
		const tree = isNear ? snapshot.file(path)?.tree : undefined;
		for (const node of (tree && namesIn(tree).get(name)) ?? []) {
			if (isMember(members, node) || !takesUnknown(inventory, path, node, name)) continue;
			refuse(`${lineAt(inventory, path, node)} takes ‘${name}’ too, and what gives it is not known`);
		}
	}
}

function isMember(members: NameClass["members"], node: NameNode): boolean {
	return node.kind !== "variable" && members.has(node);
}

function takesUnknown({ evaluation }: Inventory, path: string, node: NameNode, name: string): boolean {
	if (node.kind === "formal") {
		const calls = lambdaOf(node).flatMap((lambda) => callsOf(evaluation, path, lambda));
		return calls.some(({ names }) => names?.get(name)?.thunk.force().kind === "unknown");
	}
	const lambda = node.kind === "attr" ? readFrom(node) : undefined;
	return lambda !== undefined && contextsOf(evaluation, path, lambda.body).assumed;
}

function lambdaOf({ parent }: Formal): readonly Lambda[] {
	return parent?.parent?.kind === "lambda" ? [parent.parent] : [];
}

/** The function from whose argument an attribute is read. */
function readFrom(attr: Attr): Lambda | undefined {
	const target = targetOf(attr);
	const read = target && unparenthesized(target);
	const meaning = read?.kind === "variable" ? resolve(read) : undefined;
	if (meaning === undefined || !("scope" in meaning) || meaning.scope.kind !== "lambda") return undefined;
	return setsOf(meaning.scope).includes(meaning) ? meaning.scope : undefined;
}

/** What an attribute is read from: `a` of `a.b`, `a ? b` and `inherit (a) b;`. */
function targetOf(attr: Attr): Expression | undefined {
	if (isBinder(attr)) return attr.parent?.kind === "inherit" ? attr.parent.from : undefined;
	const holder = attr.parent?.parent;
	const isFirst = attr.parent?.kind === "attrpath" && attr.parent.attrs[0] === attr;
	return isFirst && (holder?.kind === "select" || holder?.kind === "has-attr") ? holder.target : undefined;
}
