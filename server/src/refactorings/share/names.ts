import type { Family } from "../../instances/families.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { namesOf, resolve, uses } from "../../semantics/scopes.ts";
import type { Node } from "../../syntax/nodes.ts";
import { canTake, isSeenFrom, letNaming } from "../hoist/name.ts";
import { type OutputsScope, valueInScope } from "../hoist/outputs-scope.ts";
import { systemSource } from "../hoist/system-source.ts";
import type { Member } from "./member.ts";
import type { Shared } from "./share.ts";

/** True if a name can be bound in the outputs scope, and would be seen by every member. */
export function isFree(inventory: Inventory, scope: OutputsScope, members: readonly Member[], shared: Shared): boolean {
	const { name } = shared;
	if (valueInScope(inventory, scope, name) !== undefined) return false;
	if ([...uses(scope.lambda)].some((use) => use.name === name && !("scope" in resolve(use)))) return false;
	const takers = members.flatMap(({ handed }) => handed.map(({ lambda }) => lambda));
	return (
		takers.every((lambda) => !namesOf(lambda).has(name) && canTake(lambda, name)) && isSeen(scope, members, shared)
	);
}

/** True if a name that the outputs scope binds is seen by every member: nothing on the way hides it. */
export function isSeen(scope: OutputsScope, members: readonly Member[], { name, bySystem }: Shared): boolean {
	return members.every(({ site, handed }) => {
		const ends: readonly Node[] = [scope.body, scope.lambda, ...handed.map(({ lambda }) => lambda)];
		const gone = bySystem ? undefined : letNaming(site, name);
		const givers: Node[] = [site.node, ...handed.flatMap(({ sets }) => sets.map(({ set }) => set))];
		return givers.every((giver) => isSeenFrom(giver, ends, name, gone));
	});
}

/** True if what is bound has an instance for every system that a site is made for, also for those that are not known. */
export function hasAllSystems(
	inventory: Inventory,
	scope: OutputsScope,
	{ sites }: Family,
	{ name, bySystem }: Shared,
): boolean {
	const open = bySystem ? systemSource(inventory, sites)?.list.open : undefined;
	const value = open && valueInScope(inventory, scope, name);
	return value === undefined || (value.kind === "attrs" && value.open === open);
}
