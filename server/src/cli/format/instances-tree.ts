import type { ReportedSite } from "../../instances/report.ts";

/** A flake with what it evaluates. */
export interface FlakeTree {
	/** The file of the flake; undefined for what belongs to none. */
	readonly flake: string | undefined;
	readonly branches: readonly Branch[];
}

/** Sites that are evaluated for the same hosts. */
export interface Branch {
	/** None for sites that no host is known to need. */
	readonly hosts: readonly string[];
	/** True if it is known how often they are evaluated; always for those of hosts. */
	readonly known: boolean;
	readonly sites: readonly ReportedSite[];
}

/** Sorts sites by flake and host. A site of several hosts is there for each of them; hosts with the same sites are one branch. */
export function instancesTree(sites: readonly ReportedSite[], flakes: readonly string[]): readonly FlakeTree[] {
	const byFlake = grouped(sites, ({ file }) => flakeAround(file, flakes));
	return [...byFlake].map(([flake, own]) => ({ flake, branches: branchesOf(own) }));
}

/** The flake in whose folder a file lies, the innermost one. */
export function flakeAround(file: string, flakes: readonly string[]): string | undefined {
	const around = flakes.filter((flake) => file.startsWith(flake.slice(0, -"flake.nix".length)));
	return around.toSorted((a, b) => b.length - a.length)[0];
}

function branchesOf(sites: readonly ReportedSite[]): readonly Branch[] {
	const hosts = [...new Set(sites.flatMap((site) => site.hosts))];
	const sitesOf = (host: string) => sites.filter((site) => site.hosts.includes(host));
	const alike = grouped(hosts, (host) =>
		sitesOf(host)
			.map(({ id }) => id)
			.join(),
	);
	const others = grouped(
		sites.filter((site) => site.hosts.length === 0),
		({ evaluations }) => evaluations.count !== null,
	);
	return [
		...[...alike.values()].map((same) => ({ hosts: same, known: true, sites: sitesOf(same[0] ?? "") })),
		...[true, false].flatMap((known) => {
			const rest = others.get(known);
			return rest === undefined ? [] : [{ hosts: [], known, sites: rest }];
		}),
	];
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
	const groups = new Map<Key, Item[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group === undefined) groups.set(keyOf(item), [item]);
		else group.push(item);
	}
	return groups;
}
