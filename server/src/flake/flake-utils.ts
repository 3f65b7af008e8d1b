import { doubtful } from "./choices.ts";
import type { Evaluation } from "./evaluation.ts";
import type { FlakeInput } from "./inputs.ts";
import { recursiveUpdate } from "./library/attrset-merge.ts";
import { computed, itemsOf, one, stringList, two } from "./library/define.ts";
import { importValue } from "./library/files.ts";
import { defaultSystems } from "./library/library.ts";
import { systemsOf } from "./nixpkgs-files.ts";
import type { CallSite, List, Slot, Value } from "./value.ts";
import { attrs, because, list, ready, record, string, stringOf, type Thunk, unknown } from "./value.ts";

/** The functions of flake-utils that are followed, as its lib.nix has them. */
export function flakeUtils(input: FlakeInput): Readonly<Record<string, Value>> {
	const systems = systemsFor(input);
	const given = [ready(systems)];
	return {
		...functions,
		eachDefaultSystem: { ...functions.eachSystem, given },
		eachDefaultSystemMap: { ...functions.eachSystemMap, given },
		defaultSystems: systems,
	};
}

const functions = {
	eachSystem: two((evaluation, systems, f, at) => eachSystem(evaluation, systems.force(), f, at)),
	eachSystemMap: two((evaluation, systems, f, at) => eachSystemMap(evaluation, systems.force(), f, at)),
	meld: two((evaluation, inputs, parts, at) => meld(evaluation, inputs, parts.force(), at)),
	mkApp: one(() => record({ type: string("app"), program: unknown("a path in a package") })),
	system: record({}, unknown("a system of nixpkgs"), { kind: "systems", of: (system) => system }),
	allSystems: list(stringList(defaultSystems).items, unknown("all systems"), true),
};

const systemList = stringList(defaultSystems);

/** The systems that flake-utils takes where none are given: its own input `systems` may be replaced. */
function systemsFor(input: FlakeInput): List {
	const systems = input.inputs.get("systems")?.();
	if (systems === undefined) return systemList;
	const known = systemsOf({ kind: "input", input: systems });
	return known ?? list(systemList.items, unknown("the systems that flake-utils is given"), false);
}

/** `f` called for a system. */
function callFor(evaluation: Evaluation, f: Thunk, item: Thunk, at: CallSite | undefined): Value {
	const system = stringOf(item.force());
	return evaluation.apply(f.force(), item, at, system === undefined ? undefined : { kind: "system", system });
}

/** `f` called for each system, and its results by output and system. */
function eachSystem(evaluation: Evaluation, systems: Value, f: Thunk, at: CallSite | undefined): Value {
	const { items, open, certain } = itemsOf(systems);
	const found = new Map<string, Map<string, Slot>>();
	let doubt = open && because(open);
	for (const item of items) {
		const system = stringOf(item.force());
		const result = callFor(evaluation, f, item, at);
		if (result.kind !== "attrs" || system === undefined) doubt ??= unknown("the outputs of a system are not known");
		else {
			for (const [name, slot] of result.entries) found.set(name, (found.get(name) ?? new Map()).set(system, slot));
			doubt ??= result.open && because(result.open);
		}
	}
	const sure = (slot: Slot) => (certain || doubt === undefined ? slot : doubtful(slot, doubt));
	const bySystem = (slots: ReadonlyMap<string, Slot>) =>
		attrs(new Map([...slots].map(([system, slot]) => [system, sure(slot)])), doubt);
	const outputs = [...found].map(([name, slots]): [string, Slot] => {
		const [first] = slots.values();
		return [name, sure({ thunk: ready(bySystem(slots)), definedAt: first?.definedAt })];
	});
	return attrs(new Map(outputs), doubt);
}

/** What `f` gives for each system, by system. */
function eachSystemMap(evaluation: Evaluation, systems: Value, f: Thunk, at: CallSite | undefined): Value {
	const { items, open, certain } = itemsOf(systems);
	let doubt = open && because(open);
	const entries = new Map<string, Slot>();
	for (const item of items) {
		const system = stringOf(item.force());
		if (system === undefined) doubt ??= unknown("a system is not known");
		else
			entries.set(
				system,
				computed(() => callFor(evaluation, f, item, at)),
			);
	}
	const sure = (slot: Slot) => (certain || doubt === undefined ? slot : doubtful(slot, doubt));
	return attrs(new Map([...entries].map(([system, slot]) => [system, sure(slot)])), doubt);
}

/** The outputs of several files, each of which is called with the same inputs. */
function meld(evaluation: Evaluation, inputs: Thunk, parts: Value, at: CallSite | undefined): Value {
	const { items, open } = itemsOf(parts);
	const outputs = items.map((part) => evaluation.apply(importValue(evaluation, part.force()), inputs, at));
	const union = outputs.reduce(recursiveUpdate, record({}));
	return open === undefined ? union : because(open);
}
