import { stringOf } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import type { Expression } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import { addBinding, addBindingBefore, addInherited } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { refuse } from "../refusal.ts";
import { takeArgument } from "./module-edits.ts";
import { type ArgumentsPlace, systemVariable } from "./special-arguments.ts";
import type { Way } from "./ways.ts";

/** Adds the bound instance to the special arguments on a way; if it is a set keyed by system, the host's own of them. */
export function passInstance(
	inventory: Inventory,
	{ place, through }: Way,
	{ name, bySystem }: { readonly name: string; readonly bySystem: boolean },
	changes: Changes,
): void {
	const file = inventory.snapshot.file(place.path) ?? refuse(`${place.path.slice(1)} is gone`);
	const selected = bySystem && through === undefined ? `${name} = ${name}${systemAt(inventory, place)};` : undefined;
	changes.add(place.path, ...edits(file.text, place, name, selected));
	if (through !== undefined) takeArgument(file, through, name, undefined, changes);
}

function edits(
	text: string,
	{ target }: ArgumentsPlace,
	name: string,
	selected: string | undefined,
): readonly TextEdit[] {
	const set = `{ ${selected ?? `inherit ${name};`} }`;
	switch (target.kind) {
		case "set":
			if (selected === undefined) return [addInherited(text, target.set, name)];
			return target.set.recursive ? union(target.set, set) : [addBinding(text, target.set, selected)];
		case "union":
			return union(target.expression, set);
		case "missing": {
			const written = `${target.name} = ${set};`;
			return [target.before ? addBindingBefore(text, target.before, written) : addBinding(text, target.set, written)];
		}
	}
}

/** `expression // set`, with the parentheses that the place needs. */
function union(expression: Expression, set: string): readonly TextEdit[] {
	const parent = expression.parent?.kind;
	const around = parent !== "binding" && parent !== "parenthesized";
	const inside = ["lambda", "let", "with", "assert", "if"].includes(expression.kind);
	const open = "(".repeat(Number(around) + Number(inside));
	const edit = (at: number, newText: string) => ({ range: { start: at, end: at }, newText });
	const close = edit(expression.end, `${inside ? ")" : ""} // ${set}${around ? ")" : ""}`);
	return open === "" ? [close] : [edit(expression.start, open), close];
}

/** How the host's system is selected at a place: by its name if all hosts there share it, else by a variable. */
function systemAt(inventory: Inventory, place: ArgumentsPlace): string {
	const systems = new Set(place.contexts.map(({ host }) => stringOf(host.system.force())));
	const [only] = systems;
	if (systems.size === 1 && only !== undefined) return `.${only}`;
	const variable = systemVariable(inventory, place);
	if (variable !== undefined) return `.\${${variable}}`;
	const hosts = place.contexts.map(({ host }) => hostName(host)).join(", ");
	return refuse(`where the special arguments are made, the system of the hosts is not at hand (${hosts})`);
}
