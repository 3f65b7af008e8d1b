import { type Frame, framesAround } from "../../flake/environment.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import { type List, type Origin, stringOf, type Value } from "../../flake/value.ts";
import { builtOn } from "../../instances/built-for.ts";
import { doubtOfFrame } from "../../instances/certain-calls.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Site, Use } from "../../instances/site.ts";
import type { Expression } from "../../syntax/nodes.ts";
import { lineOf, refuse } from "../refusal.ts";

/** Where the systems come from that a site is made for: a list, for each item of which a function is called. */
export interface SystemSource {
	readonly list: List;
	/** The list's text. */
	readonly origin: Origin | undefined;
	/** True for a system that the list is known to hold. */
	readonly holds: (system: string) => boolean;
	/** The functions by whose calls the site is made for each, such as `forAllSystems`. */
	readonly called: ReadonlySet<Value>;
}

/**
 * The list of systems behind some sites: if they have several, the one of them that is not known in full.
 * @throws Refusal if the sites may be made for other systems than are known, and no list tells for which.
 */
export function systemSource({ evaluation, snapshot }: Inventory, sites: readonly Site[]): SystemSource | undefined {
	const found = new Map<List | Expression, SystemSource>();
	for (const { path, node, uses } of sites) {
		for (const use of uses) {
			const source = sourceOfUse(evaluation, use);
			if (typeof source !== "string") {
				if (source !== undefined) found.set(keyOf(source), source);
				continue;
			}
			const where = lineOf(snapshot.text(path) ?? "", node, path);
			refuse(`it may be made for other systems than can be told: ${source} (${where})`);
		}
	}
	const open = [...found.values()].filter(({ list }) => list.open !== undefined);
	if (open.length > 1) refuse("its sites are made for the systems of several lists, which are not known in full");
	const [first, another] = found.values();
	return open[0] ?? (another === undefined ? first : undefined);
}

/** The list that the system of a use is an item of; undefined if it comes from elsewhere, or that is not known. */
export function listOfSystems(evaluation: Evaluation, use: Use): SystemSource | undefined {
	const source = sourceOfUse(evaluation, use);
	return typeof source === "string" ? undefined : source;
}

/** The list that the system of a use is an item of, or why that is not known. */
function sourceOfUse(evaluation: Evaluation, { environment, instance }: Use): SystemSource | string | undefined {
	const system = instance && builtOn(instance);
	const frames = [...framesAround(environment.frame)];
	for (const frame of frames) {
		const isGiven = system !== undefined && stringOf(frame.argument.force()) === system;
		const source = isGiven ? listBehind(evaluation, frame) : undefined;
		if (source !== undefined)
			return { ...source, called: new Set(frames.flatMap((each) => calledBy(evaluation, each) ?? [])) };
		const doubt = doubtOfFrame(evaluation, frame);
		if (doubt !== undefined) return doubt;
	}
	return undefined;
}

/** The list in the call of a function of the library, such as `genAttrs`, that calls another one for each item. */
function listBehind(evaluation: Evaluation, frame: Frame): Omit<SystemSource, "called"> | undefined {
	const called = calledBy(evaluation, frame);
	if (called?.kind !== "primitive" || frame.at?.node.kind !== "apply") return undefined;
	const { node, environment } = frame.at;
	for (const thunk of [...called.given, evaluation.delay(node.argument, environment)]) {
		const list = evaluation.ask(() => thunk.force());
		if (list.kind !== "list") continue;
		const items = new Set(list.certain ? list.items.map((item) => stringOf(item.force())) : []);
		return { list, origin: thunk.origin, holds: (system) => items.has(system) };
	}
	return undefined;
}

/** The function that is called where a call is written. */
function calledBy(evaluation: Evaluation, { at }: Frame): Value | undefined {
	if (at?.node.kind !== "apply") return undefined;
	const { node, environment } = at;
	return evaluation.ask(() => evaluation.evaluate(node.function, environment));
}

/** What two sources have in common that are one: a list that is known in full may be made anew by each call. */
function keyOf({ list, origin }: SystemSource): List | Expression {
	return list.open === undefined && origin !== undefined ? origin.expression : list;
}
