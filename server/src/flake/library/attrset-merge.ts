import { doubtful, each, replaceable } from "../choices.ts";
import { update } from "../operators.ts";
import { attribute, attributeOr } from "../select.ts";
import type { Attrs, List, Slot, Value } from "../value.ts";
import { attrs, because, list, ready, record, scalar, string, Thunk, unknown } from "../value.ts";
import { mapAttrs, sorted, toList } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { call, closed, computed, expecting, itemsOf, one, text, three, two } from "./define.ts";
import { mapItems } from "./lists.ts";

/** Functions that put attribute sets together, of `builtins` and of nixpkgs' `lib.attrsets`. */
export const attrsetMerge: Functions = {
	mergeAttrsList: one((_, sets) => mergeAll(sets.force())),
	concatMapAttrs: two((evaluation, f, set, at) =>
		mergeAll(toList(set.force(), (name, value) => new Thunk(() => call(evaluation, f, at, ready(name), value)))),
	),
	foldlAttrs: three((evaluation, f, zero, set, at) =>
		expecting("attrs", set.force(), (set) => {
			if (set.open !== undefined) return because(set.open);
			const step = (value: Value, [name, { thunk }]: [string, Slot]) =>
				call(evaluation, f, at, ready(value), ready(string(name)), thunk);
			return sorted(set).reduce(step, zero.force());
		}),
	),
	recursiveUpdate: two((_, a, b) => recursiveUpdate(a.force(), b.force())),
	recurseIntoAttrs: one((_, set) => update(set.force(), record({ recurseForDerivations: scalar(true) }))),
	zipAttrsWith: two((evaluation, f, sets, at) =>
		zip(sets, (name, values) => call(evaluation, f, at, ready(string(name)), ready(values))),
	),
	foldAttrs: three((evaluation, f, zero, sets, at) =>
		zip(sets, (_, values) =>
			values.items.reduceRight((rest, item) => new Thunk(() => call(evaluation, f, at, item, rest)), zero).force(),
		),
	),
	overrideExisting: two((_, under, over) =>
		mapAttrs(under.force(), (name, value) =>
			text(name, (name) => attributeOr(over.force(), [name], () => value.force())),
		),
	),
	zipAttrs: one((_, sets) => zip(sets, (_, values) => values)),
	cartesianProduct: one((_, lists) => cartesianProduct(lists)),
	mapCartesianProduct: two((evaluation, f, lists, at) =>
		mapItems(cartesianProduct(lists), (set) => call(evaluation, f, at, set)),
	),
};

/** `a // b // …` of a list; what may be missing from it is not certain in the result. */
function mergeAll(sets: Value): Value {
	const { items, open, certain } = itemsOf(sets);
	const values = items.map((item) => item.force());
	const merged = isPlain(values) ? joined(values) : values.reduce(update, record({}));
	if (open === undefined) return merged;
	return each(merged, (set) => {
		if (set.kind !== "attrs" || certain) return update(set, because(open));
		return attrs(
			new Map([...set.entries].map(([name, slot]) => [name, doubtful(slot, open)])),
			open,
			undefined,
			set.unnamed,
		);
	});
}

function isPlain(values: readonly Value[]): values is readonly Attrs[] {
	return values.every((value) => value.kind === "attrs" && value.open === undefined && value.brand === undefined);
}

/** The union of sets that are known in full, made at once: one copy for each would take a time that is squared. */
function joined(sets: readonly Attrs[]): Attrs {
	const entries = new Map<string, Slot>();
	for (const set of sets) for (const [name, slot] of set.entries) entries.set(name, slot);
	return attrs(entries);
}

/** `lib.recursiveUpdate`: sets on both sides are merged at every depth. */
export function recursiveUpdate(a: Value, b: Value): Value {
	return each(a, (under) =>
		each(b, (over) => {
			const top = update(under, over);
			if (over.kind !== "attrs" || top.kind !== "attrs") return top;
			const entries = new Map(top.entries);
			for (const [name, slot] of over.entries) {
				if (slot.doubt !== undefined) entries.set(name, replaceable(entries.get(name) ?? slot, slot.doubt));
				else entries.set(name, { ...slot, thunk: new Thunk(() => merged(attribute(under, name), slot.thunk.force())) });
			}
			return attrs(entries, top.open, top.brand, top.unnamed);
		}),
	);
}

function merged(below: Value | undefined, above: Value): Value {
	if (below === undefined) return above;
	return each(below, (a) => {
		if (a.kind !== "attrs" && a.kind !== "unknown") return above;
		return each(above, (b) => (b.kind === "attrs" ? recursiveUpdate(a, b) : b.kind === "unknown" ? because(b) : b));
	});
}

function zip(sets: Thunk, f: (name: string, values: List) => Value): Value {
	return closed(sets.force(), (sets) => {
		const found = new Map<string, Thunk[]>();
		for (const set of sets) {
			const value = set.force();
			if (value.kind !== "attrs" || value.open !== undefined) return unknown("a set is not known");
			for (const [name, { thunk }] of value.entries) {
				const values = found.get(name);
				if (values === undefined) found.set(name, [thunk]);
				else values.push(thunk);
			}
		}
		return attrs(new Map([...found].map(([name, values]) => [name, computed(() => f(name, list(values)))])));
	});
}

/** One set for each way to take an item of every list. */
function cartesianProduct(lists: Thunk): Value {
	return expecting("attrs", lists.force(), (lists) => {
		if (lists.open !== undefined) return because(lists.open);
		let sets: ReadonlyMap<string, Slot>[] = [new Map()];
		for (const [name, { thunk }] of sorted(lists)) {
			const items = thunk.force();
			if (items.kind !== "list" || items.open !== undefined) return unknown("a list is not known");
			if (sets.length * items.items.length > 1000) return unknown("the list is too long to follow");
			sets = sets.flatMap((set) =>
				items.items.map((item) => new Map(set).set(name, { thunk: item, definedAt: undefined })),
			);
		}
		return list(sets.map((set) => ready(attrs(set))));
	});
}
