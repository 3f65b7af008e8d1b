import type { Inventory } from "../../instances/inventory.ts";
import { resolve } from "../../semantics/scopes.ts";
import type { Node } from "../../syntax/nodes.ts";
import { type Family, familyOf, type Located } from "../names/family.ts";
import { type Binder, isBinder, type NameNode, nameOf } from "../names/nodes.ts";
import { slotsAt } from "../names/slots.ts";
import { type Chain, chainsOf } from "../names/sources.ts";
import { instanceChains, namesOf, rootsOf } from "../references.ts";
import { givenName } from "./given-names.ts";

/** What has to take a new name together. */
export interface NameClass {
	readonly name: string;
	readonly members: ReadonlyMap<Binder, Located<Binder>>;
	/** All names of the instances that the members are, members or not. */
	readonly family: Family;
	/** Why the name can't be changed at all: it is given by others. */
	readonly given: string | undefined;
}

/** One binder takes its value from another of the same name. */
interface Link {
	readonly from: Binder;
	readonly to: Binder;
	/** True if both must have one name: an argument and the attribute that it takes. */
	readonly firm: boolean;
}

/** The binders that share the name of the instance at a node, with whatever must be or can be renamed along. */
export function nameClassAt(inventory: Inventory, path: string, node: NameNode): NameClass | undefined {
	const name = nameOf(node);
	const chains = instanceChains(inventory, path, node);
	if (name === undefined || chains.length === 0) return undefined;
	const family = wholeFamily(inventory, chains, name);
	const named = new Map([...family.binders].filter(([each]) => nameOf(each) === name));
	const links = [...named.values()].flatMap((each) => linksOf(inventory, each, named));
	const start = chains.flatMap(([{ definedAt }]) => [...named.keys()].filter((each) => each === definedAt.node));
	if (start.length === 0) return undefined;
	const read = readByName(inventory, family, links);
	const reasonOf = (group: ReadonlySet<Binder>) =>
		[...group].flatMap((each) => givenName(inventory, named.get(each), read) ?? [])[0];
	const members = firmGroup(start, links);
	const given = reasonOf(members);
	if (given === undefined) grow(members, links, (group) => reasonOf(group) === undefined);
	return { name, members: new Map([...named].filter(([each]) => members.has(each))), family, given };
}

/** All names of what the chains pass on, with all that else arrives at names of the same spelling. */
function wholeFamily(inventory: Inventory, chains: readonly Chain[], name: string): Family {
	const known = [...chains];
	for (let roots = rootsOf(known); ; ) {
		const family = familyOf(inventory, roots, namesOf(known));
		for (const { path, node } of family.binders.values()) {
			if (nameOf(node) !== name) continue;
			known.push(...slotsAt(inventory.evaluation, path, node).flatMap((slot) => chainsOf(inventory.evaluation, slot)));
		}
		const all = rootsOf(known);
		if (all.size === roots.size) return family;
		roots = all;
	}
}

function linksOf(
	{ evaluation }: Inventory,
	{ path, node }: Located<Binder>,
	named: NameClass["members"],
): readonly Link[] {
	const chains = slotsAt(evaluation, path, node).flatMap((slot) => chainsOf(evaluation, slot));
	const sources = new Set<Node | undefined>(chains.map(([, source]) => source?.definedAt.node));
	const firm = node.kind === "formal";
	return [...named.keys()].filter((to) => to !== node && sources.has(to)).map((to) => ({ from: node, to, firm }));
}

/** The binders that something in the workspace reads as an attribute by its name. */
function readByName({ evaluation }: Inventory, { reads }: Family, links: readonly Link[]): ReadonlySet<Node> {
	const read = new Set<Node>(links.filter(({ from, firm }) => firm || isInheritedFrom(from)).map(({ to }) => to));
	for (const { path, node } of reads) {
		if (node.kind === "variable" && "scope" in resolve(node)) continue;
		for (const { definedAt } of slotsAt(evaluation, path, node)) if (definedAt !== undefined) read.add(definedAt.node);
	}
	return read;
}

function isInheritedFrom(node: Binder): boolean {
	return node.kind === "attr" && isBinder(node) && node.parent?.kind === "inherit" && node.parent.from !== undefined;
}

/** All that is joined to `start` by firm links. */
function firmGroup(start: Iterable<Binder>, links: readonly Link[]): Set<Binder> {
	const group = new Set(start);
	for (const each of group) {
		for (const { from, to, firm } of links) {
			if (firm && from === each) group.add(to);
			if (firm && to === each) group.add(from);
		}
	}
	return group;
}

/** Adds to `members` what passes the name on to them or takes it from them, if it may be renamed. */
function grow(members: Set<Binder>, links: readonly Link[], isFree: (group: ReadonlySet<Binder>) => boolean): void {
	for (const each of members) {
		const near = links.flatMap(({ from, to }) => (from === each ? [to] : to === each ? [from] : []));
		for (const other of near) {
			if (members.has(other)) continue;
			const group = firmGroup([other], links);
			if (isFree(group)) for (const joined of group) members.add(joined);
		}
	}
}
