import type { Host } from "../../flake/host.ts";
import { instanceOf } from "../../flake/instance.ts";
import { attribute } from "../../flake/select.ts";
import { stringOf, type Value } from "../../flake/value.ts";
import { instanceFingerprint } from "../../instances/fingerprint.ts";
import { specialArgument } from "./special-arguments.ts";

/** An argument that hosts are passed: the instance that each makes, or a set of such by system. */
export interface Passed {
	readonly name: string;
	readonly bySystem: boolean;
}

/** True if a value is the instance of that fingerprint. */
export function isInstance(value: Value | undefined, fingerprint: string): boolean {
	const instance = value && instanceOf(value);
	return instance !== undefined && instanceFingerprint(instance) === fingerprint;
}

/** What a host is passed under a name, or what a set under that name has for its system. */
export function instanceFor(host: Host, { name, bySystem }: Passed): Value | undefined {
	const value = specialArgument(host, name);
	return bySystem ? ofSystem(value, host) : value;
}

/** What a set keyed by system has for a host. */
export function ofSystem(set: Value | undefined, host: Host): Value | undefined {
	const system = stringOf(host.system.force());
	return set?.kind === "attrs" && set.brand === undefined && system !== undefined ? attribute(set, system) : undefined;
}
