import { builtOn } from "./built-for.ts";
import { evaluationsOf } from "./evaluations.ts";
import { instanceFingerprint } from "./fingerprint.ts";
import { flakeOf } from "./follow-flakes.ts";
import type { FlakeInventory, Inventory } from "./inventory.ts";
import { isMachine } from "./module-hosts.ts";
import { type Role, roleOf } from "./role.ts";
import type { Site } from "./site.ts";

/** Sites of one flake that make the same instances: where two of them make one for the same system, it is equal. */
export interface Family {
	readonly flake: FlakeInventory;
	/** By file, in the order of the text. */
	readonly sites: readonly Site[];
	/** The fingerprint of the instance for each system. */
	readonly instances: ReadonlyMap<string, string>;
}

const kept = new WeakMap<Inventory, readonly Family[]>();

/** The families of all sites that stand in the outputs of a flake, or in functions that these call. Computed once. */
export function familiesOf(inventory: Inventory): readonly Family[] {
	const known = kept.get(inventory) ?? group(inventory);
	kept.set(inventory, known);
	return known;
}

/** How often a family is evaluated, all its sites together; undefined where that is not known. */
export function evaluationsOfFamily(inventory: Inventory, { sites }: Family): number | undefined {
	const counts = sites.map((site) => evaluationsOf(inventory, site).count);
	return counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

/** True if a family is evaluated no more than once for each system, as far as can be seen. */
export function isMadeOnce(inventory: Inventory, family: Family): boolean {
	const seen = family.sites.reduce((sum, { uses }) => sum + uses.length, 0);
	return (evaluationsOfFamily(inventory, family) ?? seen) <= family.instances.size;
}

/** Who evaluates sites elsewhere is another question: modules, overlays, tests. */
const rolesInOutputs: ReadonlySet<Role> = new Set([
	"flake-let",
	"per-system",
	"host-call",
	"host-helper",
	"package",
	"other",
]);

function group(inventory: Inventory): readonly Family[] {
	let families: readonly Family[] = [];
	for (const site of inventory.sites) {
		const flake = flakeOf(inventory.flakes, site.path);
		const isOutside = site.spelling === "import" && !site.uses.some(({ environment }) => isInModule(environment.frame));
		const instances = isOutside ? instancesBySystem(site) : undefined;
		if (flake === undefined || instances === undefined || !rolesInOutputs.has(roleOf(inventory, site))) continue;
		families = joined(families, { flake, sites: [site], instances });
	}
	return families;
}

/** Families with one more site, which may bring those together that are each for one of its systems. */
function joined(families: readonly Family[], single: Family): readonly Family[] {
	const others: Family[] = [];
	let { sites, instances } = single;
	for (const each of families) {
		const isOne = each.flake === single.flake && agree(each.instances, single.instances);
		if (isOne && isCompatible(each.instances, instances)) {
			sites = [...sites, ...each.sites];
			instances = new Map([...each.instances, ...instances]);
		} else others.push(each);
	}
	return [...others, { ...single, sites: sites.toSorted(byPlace), instances }];
}

function byPlace(one: Site, other: Site): number {
	return one.path === other.path ? one.node.start - other.node.start : one.path < other.path ? -1 : 1;
}

/** True if two sites make an equal instance for some system, and no unequal ones for any. */
function agree(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
	return [...one.keys()].some((system) => other.has(system)) && isCompatible(one, other);
}

function isCompatible(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
	return [...one].every(([system, print]) => (other.get(system) ?? print) === print);
}

/** What a site makes for each system; undefined if that is not known, or if it makes several for one. */
export function instancesBySystem({ uses }: Site): ReadonlyMap<string, string> | undefined {
	const instances = new Map<string, string>();
	for (const { instance } of uses) {
		const system = instance && builtOn(instance);
		const print = instance && instanceFingerprint(instance);
		if (instance?.source.kind !== "input" || system === undefined || print === undefined) return undefined;
		if ((instances.get(system) ?? print) !== print) return undefined;
		instances.set(system, print);
	}
	return instances.size === 0 ? undefined : instances;
}

function isInModule(frame: Site["uses"][number]["environment"]["frame"]): boolean {
	for (let at = frame; at !== undefined; at = at.parent) {
		if (at.cause?.kind === "module" && isMachine(at.cause.host)) return true;
	}
	return false;
}
