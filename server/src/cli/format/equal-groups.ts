/** Something that may be equal to others of its kind, which it names by their ids. */
export interface Equal {
	readonly id: string;
	readonly equalTo: readonly string[];
}

/** Numbers the groups of what is equal, such as sites, from 0; what is equal to no other has no number. */
export function equalGroups(things: readonly Equal[]): ReadonlyMap<string, number> {
	const byId = new Map(things.map((thing) => [thing.id, thing]));
	const groups = new Map<string, number>();
	let next = 0;
	const join = (id: string, group: number) => {
		const thing = byId.get(id);
		if (thing === undefined || groups.has(id)) return;
		groups.set(id, group);
		for (const other of thing.equalTo) join(other, group);
	};
	for (const { id, equalTo } of things) {
		if (!groups.has(id) && equalTo.some((other) => byId.has(other))) join(id, next++);
	}
	return groups;
}
