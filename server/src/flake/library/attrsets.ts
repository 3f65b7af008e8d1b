import type { Evaluation } from "../evaluation.ts";
import { update } from "../operators.ts";
import { attribute } from "../select.ts";
import type { Attrs, CallSite, Primitive, Slot, Thunk, Value } from "../value.ts";
import { attrs, booleanOf, branch, list, ready, record, scalar, string, stringOf, unknown } from "../value.ts";
import { call, computed, expecting, itemsOf, one, three, two } from "./define.ts";
import { closed } from "./lists.ts";

/** Functions on attribute sets, of `builtins` and of nixpkgs' library, by name. */
export const attrsets: Readonly<Record<string, Primitive>> = {
	attrNames: one((_, set) =>
		expecting("attrs", set.force(), (set) =>
			list(
				sorted(set).map(([name]) => ready(string(name))),
				set.open,
			),
		),
	),
	attrValues: one((_, set) =>
		expecting("attrs", set.force(), (set) =>
			list([...sorted(set).map(([, { thunk }]) => thunk), ...set.unnamed], set.open),
		),
	),
	getAttr: two((_, name, set) =>
		withName(name, (name) => attribute(set.force(), name) ?? unknown(`there is no attribute ‘${name}’`)),
	),
	hasAttr: two((_, name, set) => withName(name, (name) => has(set.force(), name))),
	removeAttrs: two((_, set, names) => remove(set.force(), names.force())),
	intersectAttrs: two((_, a, b) =>
		closedSet(a.force(), (a) => expecting("attrs", b.force(), (b) => keep(b, (name) => a.entries.has(name)))),
	),
	listToAttrs: one((_, xs) => fromList(xs.force())),
	nameValuePair: two((_, name, value) => record({ name, value })),
	genAttrs: two((evaluation, names, f, at) => genAttrs(evaluation, names.force(), f, at)),
	"genAttrs'": two((evaluation, xs, f, at) =>
		fromList(
			list(
				itemsOf(xs.force()).items.map((x) => computed(() => call(evaluation, f, at, x)).thunk),
				itemsOf(xs.force()).open,
			),
		),
	),
	mapAttrs: two((evaluation, f, set, at) => mapAttrs(evaluation, f, set.force(), at)),
	"mapAttrs'": two((evaluation, f, set, at) => fromList(mapToList(evaluation, f, set.force(), at))),
	mapAttrsToList: two((evaluation, f, set, at) => mapToList(evaluation, f, set.force(), at)),
	concatMapAttrs: two((evaluation, f, set, at) => mergeAll(itemsOf(mapToList(evaluation, f, set.force(), at)).items)),
	filterAttrs: two((evaluation, f, set, at) => filterAttrs(evaluation, f, set.force(), at)),
	optionalAttrs: two((_, condition, set) =>
		branch(
			condition.force(),
			() => set.force(),
			() => record({}),
		),
	),
	recursiveUpdate: two((_, a, b) => recursiveUpdate(a.force(), b.force())),
	mergeAttrs: two((_, a, b) => update(a.force(), b.force())),
	mergeAttrsList: one((_, sets) => closed(sets.force(), ({ items }) => mergeAll(items))),
	attrByPath: three((_, path, fallback, set) => byPath(path, set.force(), () => fallback.force())),
	getAttrFromPath: two((_, path, set) => byPath(path, set.force(), () => unknown("there is no such attribute"))),
	attrVals: two((_, names, set) =>
		closed(names.force(), ({ items }) =>
			list(
				items.map(
					(name) => computed(() => withName(name, (name) => attribute(set.force(), name) ?? unknown("missing"))).thunk,
				),
			),
		),
	),
	getAttrs: two((_, names, set) =>
		closed(names.force(), ({ items }) =>
			closedNames(items, (names) => expecting("attrs", set.force(), (set) => keep(set, (name) => names.has(name)))),
		),
	),
	catAttrs: two((_, name, sets) =>
		withName(name, (name) => closed(sets.force(), ({ items }) => catAttrs(name, items))),
	),
	isAttrs: one((_, x) => isKind(x, "attrs")),
	zipAttrsWith: two((evaluation, f, sets, at) =>
		closed(sets.force(), ({ items }) => zipAttrs(evaluation, f, items, at)),
	),
};

/** Attributes in the order in which Nix lists them. */
function sorted(set: Attrs): [string, Slot][] {
	return [...set.entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function withName(name: Thunk, f: (name: string) => Value): Value {
	return expecting("string", name.force(), ({ value }) => f(value));
}

function closedSet(value: Value, f: (set: Attrs) => Value): Value {
	return expecting("attrs", value, (set) => set.open ?? f(set));
}

function closedNames(items: readonly Thunk[], f: (names: ReadonlySet<string>) => Value): Value {
	const names = items.map((item) => stringOf(item.force()));
	return names.includes(undefined)
		? unknown("a name is computed")
		: f(new Set(names.filter((name) => name !== undefined)));
}

function has(value: Value, name: string): Value {
	return expecting("attrs", value, (set) => (set.entries.has(name) ? scalar(true) : (set.open ?? scalar(false))));
}

function keep(set: Attrs, wanted: (name: string) => boolean): Attrs {
	return attrs(new Map([...set.entries].filter(([name]) => wanted(name))), set.open, undefined, set.unnamed);
}

function remove(value: Value, names: Value): Value {
	return expecting("attrs", value, (set) =>
		closed(names, ({ items }) => closedNames(items, (names) => keep(set, (name) => !names.has(name)))),
	);
}

/** `listToAttrs`; the first of two equal names wins. */
function fromList(value: Value): Value {
	return expecting("list", value, ({ items, open }) => {
		const entries = new Map<string, Slot>();
		const unnamed: Thunk[] = [];
		let doubt = open;
		for (const item of items) {
			const pair = item.force();
			const name = stringOf(attribute(pair, "name") ?? unknown("no name"));
			const slot = computed(() => attribute(item.force(), "value") ?? unknown("there is no attribute ‘value’"));
			if (name === undefined) {
				doubt ??= unknown("an attribute's name is computed");
				unnamed.push(slot.thunk);
			} else if (!entries.has(name)) entries.set(name, slot);
		}
		return attrs(entries, doubt, undefined, unnamed);
	});
}

function genAttrs(evaluation: Evaluation, names: Value, f: Thunk, at: CallSite | undefined): Value {
	const { items, open } = itemsOf(names);
	const entries = new Map<string, Slot>();
	const unnamed: Thunk[] = [];
	let doubt = open;
	for (const item of items) {
		const name = stringOf(item.force());
		const slot = computed(() => call(evaluation, f, at, item));
		if (name !== undefined) entries.set(name, slot);
		else {
			doubt ??= unknown("an attribute's name is computed");
			unnamed.push(slot.thunk);
		}
	}
	return attrs(entries, doubt, undefined, unnamed);
}

function mapAttrs(evaluation: Evaluation, f: Thunk, set: Value, at: CallSite | undefined): Value {
	return expecting("attrs", set, ({ entries, open, unnamed }) => {
		const mapped = new Map<string, Slot>();
		for (const [name, { thunk, definedAt }] of entries) {
			mapped.set(name, { ...computed(() => call(evaluation, f, at, ready(string(name)), thunk)), definedAt });
		}
		const nameless = ready(unknown("an attribute's name is computed"));
		return attrs(
			mapped,
			open,
			undefined,
			unnamed.map((value) => computed(() => call(evaluation, f, at, nameless, value)).thunk),
		);
	});
}

function mapToList(evaluation: Evaluation, f: Thunk, set: Value, at: CallSite | undefined): Value {
	return expecting("attrs", set, (set) => {
		const apply = (name: Value, value: Thunk) => computed(() => call(evaluation, f, at, ready(name), value)).thunk;
		const named = sorted(set).map(([name, { thunk }]) => apply(string(name), thunk));
		const unnamed = set.unnamed.map((value) => apply(unknown("an attribute's name is computed"), value));
		return list([...named, ...unnamed], set.open);
	});
}

function filterAttrs(evaluation: Evaluation, f: Thunk, set: Value, at: CallSite | undefined): Value {
	return expecting("attrs", set, ({ entries, open, unnamed }) => {
		const kept = new Map<string, Slot>();
		let doubt = open;
		for (const [name, slot] of entries) {
			const wanted = booleanOf(call(evaluation, f, at, ready(string(name)), slot.thunk));
			if (wanted === undefined) doubt ??= unknown("the set is filtered by a condition that is not known");
			if (wanted !== false) kept.set(name, slot);
		}
		return attrs(kept, doubt, undefined, unnamed);
	});
}

/** `a // b // …` */
export function mergeAll(sets: readonly Thunk[]): Value {
	return sets.reduce<Value>((merged, set) => update(merged, set.force()), record({}));
}

/** `lib.recursiveUpdate`: sets on both sides are merged at every depth. */
export function recursiveUpdate(a: Value, b: Value): Value {
	return expecting("attrs", a, (under) =>
		expecting("attrs", b, (over) => {
			const top = update(under, over);
			if (top.kind !== "attrs") return top;
			const entries = new Map(top.entries);
			for (const [name, slot] of over.entries) {
				const below = under.entries.get(name);
				if (below !== undefined) entries.set(name, mergedSlot(below, slot));
			}
			return attrs(entries, top.open, top.brand, top.unnamed);
		}),
	);
}

function mergedSlot(below: Slot, above: Slot): Slot {
	const merged = computed(() => {
		const [a, b] = [below.thunk.force(), above.thunk.force()];
		return a.kind === "attrs" && b.kind === "attrs" ? recursiveUpdate(a, b) : b;
	});
	return { ...merged, definedAt: above.definedAt };
}

function byPath(path: Thunk, set: Value, otherwise: () => Value): Value {
	return closed(path.force(), ({ items }) => {
		let value = set;
		for (const item of items) {
			const name = stringOf(item.force());
			if (name === undefined) return unknown("a name is computed");
			const found = attribute(value, name);
			if (found === undefined) return otherwise();
			value = found;
		}
		return value;
	});
}

function catAttrs(name: string, sets: readonly Thunk[]): Value {
	const found: Thunk[] = [];
	for (const set of sets) {
		const value = set.force();
		if (value.kind !== "attrs") return unknown("a set is not known");
		const slot = value.entries.get(name);
		if (slot !== undefined) found.push(slot.thunk);
		else if (value.open !== undefined) return value.open;
	}
	return list(found);
}

function zipAttrs(evaluation: Evaluation, f: Thunk, sets: readonly Thunk[], at: CallSite | undefined): Value {
	const found = new Map<string, Thunk[]>();
	for (const set of sets) {
		const value = set.force();
		if (value.kind !== "attrs" || value.open !== undefined) return unknown("a set is not known");
		for (const [name, { thunk }] of value.entries) found.set(name, [...(found.get(name) ?? []), thunk]);
	}
	const entries = new Map<string, Slot>();
	for (const [name, values] of found) {
		entries.set(
			name,
			computed(() => call(evaluation, f, at, ready(string(name)), ready(list(values)))),
		);
	}
	return attrs(entries);
}

/** Whether a value is of a kind, if known. */
export function isKind(x: Thunk, kind: Value["kind"]): Value {
	const value = x.force();
	if (value.kind === "unknown" || value.kind === "choice") return unknown("the value's type is not known");
	return scalar(value.kind === kind);
}
