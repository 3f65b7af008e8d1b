import { lookUp } from "../../flake/names.ts";
import { attribute } from "../../flake/select.ts";
import { stringOf } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { boundNames, type OutputsScope, valueInScope } from "./outputs-scope.ts";
import { instanceFor, isInstance, type Passed } from "./passed.ts";
import type { ArgumentsPlace } from "./special-arguments.ts";
import { namesIn } from "./system-at.ts";
import type { Wanted } from "./verify.ts";
import type { Way } from "./ways.ts";

/** The argument by which every host is already passed the instance that it makes; `own` is tried first, and fits no set. */
export function passedAlready(wanted: readonly Wanted[], own: string | undefined): Passed | undefined {
	const special = wanted[0]?.host.specialArgs.force();
	if (special?.kind !== "attrs") return undefined;
	const names = [...(own === undefined ? [] : [own]), ...special.entries.keys()];
	const arguments_ = [false, true].flatMap((bySystem) => names.map((name) => ({ name, bySystem })));
	return arguments_.find(
		(argument) =>
			!(argument.bySystem && argument.name === own) &&
			wanted.every(({ host, fingerprint }) => isInstance(instanceFor(host, argument), fingerprint)),
	);
}

/** True if an argument gives one of the wanted instances already to all hosts that are given their arguments at a place. */
export function isPassed({ contexts }: ArgumentsPlace, wanted: readonly Wanted[], argument: Passed): boolean {
	return contexts.every(({ host }) => {
		const value = instanceFor(host, argument);
		return wanted.some(({ fingerprint }) => isInstance(value, fingerprint));
	});
}

/** A name that is bound to the instance of every host at the places that pass it on, such as in the function that makes it. */
export function boundAtPlaces(
	{ evaluation }: Inventory,
	ways: readonly Way[],
	wanted: readonly Wanted[],
): Passed | undefined {
	const places = ways.filter(({ through }) => through === undefined).flatMap(({ place }) => place.contexts);
	const asked = places.flatMap(({ host, environment }) => {
		const own = wanted.find((each) => each.host === host || each.host.parent === host);
		return own === undefined ? [] : [{ environment, fingerprint: own.fingerprint }];
	});
	const name = [...namesIn(asked[0]?.environment)].find((each) =>
		asked.every(({ environment, fingerprint }) => {
			const slot = lookUp(evaluation, each, environment);
			return typeof slot !== "string" && isInstance(slot.thunk.force(), fingerprint);
		}),
	);
	return name === undefined ? undefined : { name, bySystem: false };
}

/** A binding of the outputs scope that already is the instance of every host; its name must fit. */
export function boundAlready(
	inventory: Inventory,
	scope: OutputsScope,
	wanted: readonly Wanted[],
	isFit: (name: string, bySystem: boolean) => boolean,
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
	for (const name of boundNames(scope)) {
		const value = valueInScope(inventory, scope, name);
		if (value === undefined) continue;
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
