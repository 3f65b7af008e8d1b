import { stringOf } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { systemStep } from "../edit/system-step.ts";
import { lineOf, refuse } from "../refusal.ts";
import { bindCall } from "./bind-call.ts";
import { candidateNames, setNames } from "./candidate-names.ts";
import { boundAlready, boundAtPlaces } from "./existing.ts";
import { forEachSystem } from "./for-each-system.ts";
import { writtenArgument } from "./module-edits.ts";
import { moveCall } from "./moved-call.ts";
import { isFree, isFreeArgument, isSeenAt, isSeenOnWay } from "./name.ts";
import { outputsDestination } from "./outputs-destination.ts";
import { systemAt } from "./system-at.ts";
import { hostsOn, type Way } from "./ways.ts";
import type { Hoist, Move } from "./work.ts";

/** The binding of an instance in the outputs scope. */
export interface Bound {
	readonly name: string;
	/** The name under which modules are passed it. */
	readonly argument: string;
	/** False if an equal one was there. */
	readonly isNew: boolean;
	/** True if the binding is a set keyed by system. */
	readonly bySystem: boolean;
	/** The step by which the module selects its system from the set, if it is not given its own instance of it. */
	readonly step: string | undefined;
}

/**
 * The instance's binding in the outputs scope, for all hosts on its ways: an equal one that is there, or a new one.
 * Without a way the module itself sees the binding.
 */
export function boundOrNew(
	work: Hoist,
	module: Lambda | undefined,
	own: string | undefined,
	ways: readonly Way[],
): Bound {
	const { inventory, scope, site, uses, wanted } = work;
	const isWhole = ways.length === 0 || ways.some((way) => !knowsSystem(inventory, way));
	const isFit = (name: string, bySystem: boolean) =>
		ways.every((way) => isSeenOnWay(way, scope, name)) && (ways.length > 0 || isSeenAt(site, scope, name, !bySystem));
	const existing = wanted && (boundAtPlaces(inventory, ways, wanted) ?? boundAlready(inventory, scope, wanted, isFit));
	if (existing !== undefined) {
		const step = existing.bySystem && isWhole ? stepIn(work) : undefined;
		return { ...existing, argument: argumentFor(work, ways, module, existing.name, step, own), isNew: false, step };
	}
	const systems = systemsOf(work, ways);
	const several = systems.length > 1;
	const place = outputsDestination(work, several ? "system" : `"${systems[0]}"`);
	const call = moveCall(inventory, site, uses, place);
	const bySystem = several && call.system !== undefined;
	const step = bySystem && isWhole ? stepIn(work) : undefined;
	const name =
		names(work, step, own).find(
			(each) =>
				isFree(work, ways, module ?? scope.lambda, each) &&
				(ways.length > 0 || isSeenAt(site, scope, each, step === undefined)),
		) ?? refuse("no free name is left");
	const written = module === undefined || ways.length === 0 ? name : writtenArgument(module, name);
	const each = bySystem ? forEachSystem(work, systems, place) : undefined;
	bindCall(work, name, call, each, step === undefined ? written : `${written}.${step}`);
	return { name, argument: name, isNew: true, bySystem, step };
}

/** The systems of the hosts that are reached, in the order of the outputs. */
function systemsOf({ flake, hosts }: Hoist, ways: readonly Way[]): readonly string[] {
	const reached = new Set(ways.length === 0 ? hosts : hostsOn(ways));
	const systems = flake.hosts.filter((host) => reached.has(host)).map(({ system }) => stringOf(system.force()));
	return [...new Set(systems.filter((each) => each !== undefined))];
}

/** The name under which modules are to be passed what is bound as `name` already: that one, if nothing else has it. */
function argumentFor(
	work: Hoist,
	ways: readonly Way[],
	module: Lambda | undefined,
	name: string,
	step: string | undefined,
	own: string | undefined,
): string {
	if (module === undefined || ways.length === 0) return name;
	const isFit = (argument: string) =>
		isFreeArgument(work, ways, module, { name: argument, bySystem: step !== undefined });
	const first = work.argument === undefined || step !== undefined ? [name] : [work.argument.name, name];
	return [...first, ...names(work, step, own)].find(isFit) ?? refuse("no free name is left");
}

/** Names to try for an instance, or for a set that modules select from: then `own` names what is selected. */
function names({ source }: Hoist, step: string | undefined, own: string | undefined): readonly string[] {
	return step === undefined ? candidateNames(source.name, own) : setNames(source.name).filter((each) => each !== own);
}

/** True if the place tells the system of each host that is made there, or stands in a module that has it from another. */
function knowsSystem(inventory: Inventory, { place, through }: Way): boolean {
	return through !== undefined || systemAt(inventory, place) !== undefined;
}

/** The step by which the module selects its system. */
export function stepIn({ site, file }: Pick<Move, "site" | "file">): string {
	const where = lineOf(file.text, site.node, file.path);
	return systemStep(site, file.text) ?? refuse(`how it is given its system can't be told (${where})`);
}
