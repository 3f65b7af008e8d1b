import { compareText } from "../../text/order.ts";
import { branch, doubtful, each } from "../choices.ts";
import { equality } from "../equality.ts";
import { attribute, attributeOr, hasAttribute } from "../select.ts";
import type { Attrs, Slot, Value } from "../value.ts";
import { attrs, because, booleanOf, list, ready, record, scalar, string, Thunk, typeName, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { call, computed, expecting, one, stringList, text, texts, two } from "./define.ts";
import { filter, mapItems } from "./lists.ts";

/** Functions that make attribute sets and take them apart, of `builtins` and of nixpkgs' `lib.attrsets`. */
export const attrsets: Functions = {
	attrNames: one((_, set) =>
		expecting("attrs", set.force(), (set) => {
			const { items } = stringList(sorted(set).map(([name]) => name));
			return list(items, set.open, !hasDoubt(set));
		}),
	),
	attrValues: one((_, set) => toList(set.force(), (_, value) => value)),
	attrsToList: one((_, set) => toList(set.force(), (name, value) => ready(record({ name, value })))),
	getAttr: two((_, name, set) =>
		text(name, (name) => attribute(set.force(), name) ?? unknown(`there is no attribute ‘${name}’`)),
	),
	hasAttr: two((_, name, set) => text(name, (name) => hasAttribute(set.force(), [name]))),
	attrVals: two((_, names, set) => mapItems(names.force(), (name) => text(name, (name) => found(set, name)))),
	getAttrs: two((_, names, set) =>
		texts(names, (names) => attrs(new Map(names.map((name) => [name, computed(() => found(set, name))])))),
	),
	catAttrs: two((_, name, sets) =>
		text(name, (name) =>
			mapItems(
				filter(sets.force(), (set) => hasAttribute(set.force(), [name])),
				(set) => found(set, name),
			),
		),
	),
	removeAttrs: two((_, set, names) =>
		expecting("attrs", set.force(), (set) => texts(names, (names) => without(set, new Set(names)))),
	),
	intersectAttrs: two((_, a, b) => common(a.force(), b.force())),
	mapAttrs: two((evaluation, f, set, at) =>
		mapAttrs(set.force(), (name, value) => call(evaluation, f, at, name, value)),
	),
	mapAttrsToList: two((evaluation, f, set, at) =>
		toList(set.force(), (name, value) => new Thunk(() => call(evaluation, f, at, ready(name), value))),
	),
	filterAttrs: two((evaluation, f, set, at) =>
		filterAttrs(set.force(), (name, value) => call(evaluation, f, at, ready(string(name)), value)),
	),
	optionalAttrs: two((_, condition, set) =>
		branch(
			condition.force(),
			() => set.force(),
			() => record({}),
		),
	),
	isAttrs: one((_, x) => {
		const type = typeName(x.force());
		return type === undefined ? unknown("the value's type is not known") : scalar(type === "set");
	}),
	isDerivation: one((_, x) =>
		each(x.force(), (value) =>
			equality(
				attributeOr(value, ["type"], () => scalar(null)),
				string("derivation"),
			),
		),
	),
};

/** The name of an attribute that is not known. */
export const computedName = unknown("an attribute's name is computed");

/** Attributes in the order in which Nix lists them. */
export function sorted(set: Attrs): [string, Slot][] {
	return [...set.entries].sort(([a], [b]) => compareText(a, b));
}

/** The items that `f` gives for each attribute, in order. */
export function toList(set: Value, f: (name: Value, value: Thunk) => Thunk): Value {
	return expecting("attrs", set, (set) => {
		const named = sorted(set).map(([name, { thunk }]) => f(string(name), thunk));
		const unnamed = set.unnamed.map((value) => f(computedName, value));
		return list([...named, ...unnamed], set.open, !hasDoubt(set));
	});
}

function hasDoubt({ entries, unnamed }: Attrs): boolean {
	return unnamed.length > 0 || [...entries.values()].some(({ doubt }) => doubt !== undefined);
}

/** An attribute of a set, which an error ends if it is not there. */
export function found(set: Thunk, name: string): Value {
	return attribute(set.force(), name) ?? unknown(`there is no attribute ‘${name}’`);
}

function without(set: Attrs, names: ReadonlySet<string>): Attrs {
	return keep(set, (name) => !names.has(name));
}

/** The attributes of `b` that `a` has, too. */
export function common(a: Value, b: Value): Value {
	return expecting("attrs", a, ({ entries, open }) =>
		expecting("attrs", b, (b) => (open === undefined ? keep(b, (name) => entries.has(name)) : unknown(open.reason))),
	);
}

function keep(set: Attrs, wanted: (name: string) => boolean): Attrs {
	return attrs(new Map([...set.entries].filter(([name]) => wanted(name))), set.open, undefined, set.unnamed);
}

/** A set with `f` applied to each attribute when it is asked for. */
export function mapAttrs(set: Value, f: (name: Thunk, value: Thunk) => Value): Value {
	return expecting("attrs", set, ({ entries, open, unnamed }) => {
		const mapped = new Map<string, Slot>();
		for (const [name, slot] of entries) {
			mapped.set(name, { ...slot, thunk: new Thunk(() => f(ready(string(name)), slot.thunk)) });
		}
		const others = unnamed.map((value) => new Thunk(() => f(ready(computedName), value)));
		return attrs(mapped, open && because(open), undefined, others);
	});
}

/** A set of the attributes for which `f` is true, or may be. */
export function filterAttrs(set: Value, f: (name: string, value: Thunk) => Value): Value {
	return expecting("attrs", set, ({ entries, open, unnamed }) => {
		const kept = new Map<string, Slot>();
		let doubt = open;
		for (const [name, slot] of entries) {
			const wanted = booleanOf(f(name, slot.thunk));
			if (wanted === undefined) doubt ??= unknown("the set is filtered by a condition that is not known");
			if (wanted === undefined && doubt !== undefined) kept.set(name, doubtful(slot, doubt));
			else if (wanted) kept.set(name, slot);
		}
		return attrs(kept, doubt, undefined, unnamed);
	});
}
