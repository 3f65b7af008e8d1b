import { doubtful, replaceable } from "../choices.ts";
import { attribute } from "../select.ts";
import type { Attrs, List, Slot, Value } from "../value.ts";
import { attrs, ready, record, stringOf, Thunk } from "../value.ts";
import { computedName, found, toList } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { call, computed, expecting, itemsOf, one, two } from "./define.ts";
import { mapItems } from "./lists.ts";

/** Functions that make attribute sets from lists, of `builtins` and of nixpkgs' `lib.attrsets`. */
export const attrsetMake: Functions = {
	listToAttrs: one((_, xs) => fromList(xs.force())),
	nameValuePair: two((_, name, value) => record({ name, value })),
	genAttrs: two((evaluation, names, f, at) =>
		genAttrs(itemsOf(names.force()), (name) => call(evaluation, f, at, name)),
	),
	"genAttrs'": two((evaluation, xs, f, at) => fromList(mapItems(xs.force(), (x) => call(evaluation, f, at, x)))),
	"mapAttrs'": two((evaluation, f, set, at) =>
		fromList(toList(set.force(), (name, value) => new Thunk(() => call(evaluation, f, at, ready(name), value)))),
	),
};

/** `listToAttrs`; the first of two equal names wins. */
function fromList(value: Value): Value {
	return expecting("list", value, ({ items, open, certain }) => {
		const entries = new Map<string, Slot>();
		const unnamed: Thunk[] = [];
		let doubt = open;
		for (const item of items) {
			const name = stringOf(attribute(item.force(), "name") ?? computedName);
			const slot = computed(() => found(item, "value"));
			if (name === undefined) {
				doubt ??= computedName;
				unnamed.push(slot.thunk);
			} else if (!entries.has(name)) {
				const other = doubt === undefined ? slot : replaceable(slot, doubt);
				entries.set(name, certain || doubt === undefined ? other : doubtful(slot, doubt));
			}
		}
		return attrs(entries, doubt, undefined, unnamed);
	});
}

function genAttrs({ items, open, certain }: List, f: (name: Thunk) => Value): Attrs {
	const entries = new Map<string, Slot>();
	const unnamed: Thunk[] = [];
	let doubt = open;
	for (const item of items) {
		const name = stringOf(item.force());
		const slot = computed(() => f(item));
		if (name === undefined) {
			doubt ??= computedName;
			unnamed.push(slot.thunk);
		} else entries.set(name, certain || open === undefined ? slot : doubtful(slot, open));
	}
	return attrs(entries, doubt, undefined, unnamed);
}
