import { attribute } from "../../flake/select.ts";
import { stringOf } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { type OutputsScope, valueInScope } from "./outputs-scope.ts";
import { type ArgumentsPlace, specialArgument } from "./special-arguments.ts";
import { isInstance, type Wanted } from "./verify.ts";

/** The name under which every host is already passed the instance that it makes; `own` is tried first. */
export function passedAlready(wanted: readonly Wanted[], own: string | undefined): string | undefined {
	const special = wanted[0]?.host.specialArgs.force();
	if (special?.kind !== "attrs") return undefined;
	const names = [...(own === undefined ? [] : [own]), ...special.entries.keys()];
	return names.find((name) =>
		wanted.every(({ host, fingerprint }) => isInstance(specialArgument(host, name), fingerprint)),
	);
}

/** True if a name is one of the wanted instances already for all hosts that are given their arguments at a place. */
export function isPassed({ contexts }: ArgumentsPlace, wanted: readonly Wanted[], name: string): boolean {
	return contexts.every(({ host }) => {
		const value = specialArgument(host, name);
		return wanted.some(({ fingerprint }) => isInstance(value, fingerprint));
	});
}

/** A binding of the outputs scope that already is the instance of every host; its name must fit. */
export function boundAlready(
	inventory: Inventory,
	scope: OutputsScope,
	wanted: readonly Wanted[],
	isFit: (name: string) => boolean,
): { name: string; bySystem: boolean } | undefined {
	const instances = wanted.map(({ host, fingerprint }) => [stringOf(host.system.force()), fingerprint] as const);
	return boundInstances(inventory, scope, instances, isFit);
}

/** A binding of the outputs scope that is the instance for each system, or a set of them by system; its name must fit. */
export function boundInstances(
	inventory: Inventory,
	scope: OutputsScope,
	instances: readonly (readonly [system: string | undefined, fingerprint: string])[],
	isFit: (name: string, bySystem: boolean) => boolean,
): { name: string; bySystem: boolean } | undefined {
	if (scope.body.kind !== "let") return undefined;
	const names = scope.body.bindings.flatMap((binding) =>
		binding.kind === "inherit" ? binding.attrs.map(({ name }) => name) : [binding.path.attrs[0]?.name],
	);
	for (const name of names) {
		const value = name === undefined ? undefined : valueInScope(inventory, scope, name);
		if (name === undefined || value === undefined) continue;
		if (instances.every(([, fingerprint]) => isInstance(value, fingerprint)) && isFit(name, false)) {
			return { name, bySystem: false };
		}
		const bySystem = instances.every(
			([system, fingerprint]) =>
				value.kind === "attrs" && system !== undefined && isInstance(attribute(value, system), fingerprint),
		);
		if (bySystem && isFit(name, true)) return { name, bySystem: true };
	}
	return undefined;
}
