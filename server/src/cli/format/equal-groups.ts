import type { ReportedSite } from "../../instances/report.ts";

/** Numbers the groups of sites that make equal instances, from 0; a site that is equal to no other has no number. */
export function equalGroups(sites: readonly ReportedSite[]): ReadonlyMap<string, number> {
	const byId = new Map(sites.map((site) => [site.id, site]));
	const groups = new Map<string, number>();
	let next = 0;
	const join = (id: string, group: number) => {
		const site = byId.get(id);
		if (site === undefined || groups.has(id)) return;
		groups.set(id, group);
		for (const other of site.equalTo) join(other, group);
	};
	for (const { id, equalTo } of sites) {
		if (!groups.has(id) && equalTo.some((other) => byId.has(other))) join(id, next++);
	}
	return groups;
}
