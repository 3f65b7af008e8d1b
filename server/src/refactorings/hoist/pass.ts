import type { Inventory } from "../../instances/inventory.ts";
import { hostNames } from "../../instances/module-hosts.ts";
import { boundAttrs } from "../../syntax/attrs.ts";
import type { Attrset, Expression } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import { addBinding, addBindingBefore, addInherited, bindingAfter } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { removal } from "../edit/layout.ts";
import { refuse } from "../refusal.ts";
import type { Bound } from "./bound.ts";
import { takeArgument } from "./module-edits.ts";
import type { ArgumentsPlace, Inherited } from "./special-arguments.ts";
import { systemAt } from "./system-at.ts";
import type { Handed, Way } from "./ways.ts";

/**
 * Adds the bound instance to the special arguments on a way; if it is a set keyed by system, the host's own of them,
 * unless the module selects that.
 */
export function passInstance(
	inventory: Inventory,
	{ place, through, handed }: Way,
	{ name, argument, bySystem, step }: Bound,
	changes: Changes,
): void {
	const file = inventory.snapshot.file(place.path) ?? refuse(`${place.path.slice(1)} is gone`);
	const selects = bySystem && step === undefined;
	const own = () => (selects ? `${name}${selection(inventory, place)}` : name);
	const value = through === undefined ? own() : takeArgument(file, through, argument, changes);
	changes.add(place.path, ...edits(file.text, place, argument, value));
	for (const each of handed) handOver(inventory, each, name, changes);
}

/** Adds a value to every set that a function is called with, and to its formals. */
export function handOver(
	{ snapshot }: Inventory,
	{ path, lambda, sets }: Handed,
	name: string,
	changes: Changes,
): void {
	for (const { path, set } of sets) {
		if (!binds(set, name)) changes.add(path, addInherited(snapshot.text(path) ?? "", set, name));
	}
	const file = snapshot.file(path) ?? refuse(`${path.slice(1)} is gone`);
	takeArgument(file, lambda, name, changes);
}

function binds({ bindings }: Attrset, name: string): boolean {
	return bindings.flatMap(boundAttrs).some((attr) => attr.name === name);
}

function edits(text: string, { target }: ArgumentsPlace, name: string, value: string): readonly TextEdit[] {
	const binding = value === name ? `inherit ${name};` : `${name} = ${value};`;
	const set = `{ ${binding} }`;
	switch (target.kind) {
		case "set":
			if (value === name) return [addInherited(text, target.set, name)];
			return target.set.recursive ? union(target.set, set) : [addBinding(text, target.set, binding)];
		case "union":
			return union(target.expression, set);
		case "inherited":
			return instead(text, target, set);
		case "dotted": {
			const { after, steps } = target;
			const path = text.slice(after.start, after.path.attrs[steps - 1]?.end);
			return [bindingAfter(text, after, after, `${path}.${name} = ${value};`)];
		}
		case "missing": {
			const written = `${target.name} = ${set};`;
			return [target.before ? addBindingBefore(text, target.before, written) : addBinding(text, target.set, written)];
		}
	}
}

/** `name = name // set;` for a name that is inherited, alone or among others. */
function instead(text: string, { inherit, attr, name }: Inherited, set: string): readonly TextEdit[] {
	const binding = `${name} = ${text.slice(attr.start, attr.end)} // ${set};`;
	if (inherit.attrs.length === 1) return [{ range: inherit, newText: binding }];
	return [removal(text, attr), bindingAfter(text, inherit, inherit, binding)];
}

/** `expression // set`, with the parentheses that the place needs. */
function union(expression: Expression, set: string): readonly TextEdit[] {
	const around = !["binding", "parenthesized", "let", "assert"].includes(expression.parent?.kind ?? "");
	const inside = ["lambda", "let", "with", "assert", "if"].includes(expression.kind);
	const open = "(".repeat(Number(around) + Number(inside));
	const edit = (at: number, newText: string) => ({ range: { start: at, end: at }, newText });
	const close = edit(expression.end, `${inside ? ")" : ""} // ${set}${around ? ")" : ""}`);
	return open === "" ? [close] : [edit(expression.start, open), close];
}

/** How the host's system is selected at a place. */
function selection(inventory: Inventory, place: ArgumentsPlace): string {
	const hosts = hostNames(place.contexts.map(({ host }) => host));
	const step =
		systemAt(inventory, place) ??
		refuse(`where the special arguments are made, the system of the hosts is not at hand (${hosts})`);
	return `.${step}`;
}
