import type { Environment } from "../../flake/environment.ts";
import { lookUp } from "../../flake/names.ts";
import { attribute } from "../../flake/select.ts";
import { stringOf, type Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attrset } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { type ArgumentsPlace, nodeOf } from "./special-arguments.ts";

/**
 * The step of an attribute path that stands for the host's system at a place: its name if all hosts that are made
 * there share it, else a variable, or what the call itself gives as the system. Undefined if there is none.
 */
export function systemAt(inventory: Inventory, place: ArgumentsPlace): string | undefined {
	const systems = new Set(place.contexts.map(({ host }) => stringOf(host.system.force())));
	const [only] = systems;
	if (systems.size === 1) return only;
	const expression = systemVariable(inventory, place) ?? systemGiven(inventory, place);
	return expression && `\${${expression}}`;
}

function systemVariable(inventory: Inventory, place: ArgumentsPlace): string | undefined {
	const names = namesIn(place.contexts[0]?.environment);
	const fits = (name: string) =>
		isSystem(place, (environment) => {
			const slot = lookUp(inventory.evaluation, name, environment);
			return typeof slot === "string" ? undefined : slot.thunk.force();
		});
	return [...names].sort((a, b) => Number(b === "system") - Number(a === "system")).find(fits);
}

/** The names in scope, the innermost first. */
export function namesIn(environment: Environment | undefined): ReadonlySet<string> {
	const names = new Set<string>();
	for (let at = environment; at !== undefined; at = at.parent)
		for (const name of at.names?.keys() ?? []) names.add(name);
	return names;
}

/** What a set around the place binds to `system`, as it is written there. */
function systemGiven(inventory: Inventory, place: ArgumentsPlace): string | undefined {
	const text = inventory.snapshot.text(place.path) ?? "";
	const sets = [...ancestors(nodeOf(place))].filter((outer): outer is Attrset => outer.kind === "attrset");
	for (const binding of sets.flatMap(({ bindings }) => bindings)) {
		const value = binding.kind === "binding" ? binding.value : binding.from && unparenthesized(binding.from);
		if (value === undefined) continue;
		const written = text.slice(value.start, value.end);
		const evaluated = (environment: Environment) => inventory.evaluation.evaluate(value, environment);
		if (binding.kind === "binding") {
			const isNamed = binding.path.attrs.length === 1 && binding.path.attrs[0]?.name === "system";
			if (isNamed && isSystem(place, evaluated)) return written;
		} else if (binding.attrs.some(({ name }) => name === "system") && /^[\w.'-]+$/.test(written)) {
			if (isSystem(place, (environment) => attribute(evaluated(environment), "system"))) return `${written}.system`;
		}
	}
	return undefined;
}

/** True if what something is at a place is the system of each host that is made there. */
function isSystem({ contexts }: ArgumentsPlace, valueIn: (environment: Environment) => Value | undefined): boolean {
	return contexts.every(({ host, environment }) => {
		const value = valueIn(environment);
		const system = value && stringOf(value);
		return system !== undefined && system === stringOf(host.system.force());
	});
}
