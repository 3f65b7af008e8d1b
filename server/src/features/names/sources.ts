import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import type { Place, Slot, Value } from "../../flake/value.ts";
import type { Attr, Expression, Formal, Node } from "../../syntax/nodes.ts";
import { instancesOf } from "./instances.ts";
import { callsOf, entriesOf, inheritedSlots, namedBy } from "./slots.ts";

/** A slot whose name is written in the workspace. */
export interface WrittenSlot extends Slot {
	readonly definedAt: Place;
}

/** One way by which a value came to a name: from the name itself, by the names that passed it on, to the first of them. */
export type Chain = readonly [WrittenSlot, ...WrittenSlot[]];

/** Longer ways than this are not followed to their end. */
const maxHops = 24;

/** Every way by which a slot's value came to it; none if its name is not written in the workspace. */
export function chainsOf(evaluation: Evaluation, slot: Slot): readonly Chain[] {
	return isWritten(slot) ? follow(evaluation, slot, new Set()) : [];
}

function follow(evaluation: Evaluation, slot: WrittenSlot, passed: ReadonlySet<Node>): readonly Chain[] {
	const through = new Set([...passed, slot.definedAt.node]);
	const next = through.size > maxHops ? [] : sourcesOf(evaluation, slot).filter(isWritten);
	const onward = next.filter(({ definedAt }) => !through.has(definedAt.node));
	if (onward.length === 0) return [[slot]];
	return onward.flatMap((source) => follow(evaluation, source, through).map((chain): Chain => [slot, ...chain]));
}

function isWritten(slot: Slot): slot is WrittenSlot {
	return slot.definedAt !== undefined;
}

/** The slots that a slot takes its value from by name: an argument's, an inherited one's, that of `b` in `a = b;`. */
function sourcesOf(evaluation: Evaluation, slot: WrittenSlot): readonly Slot[] {
	const { node } = slot.definedAt;
	if (node.kind === "formal") return givenSlots(evaluation, slot, node);
	const found = node.kind === "attr" ? attrSources(evaluation, slot, node) : originSources(evaluation, slot, undefined);
	return found.filter((source) => isSame(slot, source));
}

/** What the calls that `slot` is a formal of give it; the name that its default stands for where they give nothing. */
function givenSlots(evaluation: Evaluation, slot: WrittenSlot, formal: Formal): readonly Slot[] {
	const lambda = formal.parent?.parent;
	if (lambda?.kind !== "lambda") return [];
	const calls = callsOf(evaluation, slot.definedAt.file, lambda).filter(
		({ names }) => names?.get(formal.name) === slot,
	);
	return calls.flatMap((call) => {
		const given = entriesOf(call.frame?.argument.force() ?? missing, formal.name);
		return given.length > 0 || formal.default === undefined ? given : namedBy(evaluation, formal.default, call);
	});
}

const missing: Value = { kind: "unknown", reason: "no call", symbol: undefined };

function attrSources(evaluation: Evaluation, slot: WrittenSlot, attr: Attr): readonly Slot[] {
	const { parent } = attr;
	if (parent?.kind === "inherit") return inheritedSlots(evaluation, slot.definedAt.file, parent, attr);
	const binding = parent?.parent;
	const isWhole = parent?.kind === "attrpath" && binding?.kind === "binding" && parent.attrs.at(-1) === attr;
	return isWhole ? originSources(evaluation, slot, binding.value) : [];
}

/** The names that the value's text is; `written` is that text for a slot that does not know its own. */
function originSources(
	evaluation: Evaluation,
	{ thunk: { origin }, definedAt }: WrittenSlot,
	written: Expression | undefined,
): readonly Slot[] {
	const sources = (expression: Expression, environment: Environment) => namedBy(evaluation, expression, environment);
	if (origin !== undefined) return sources(origin.expression, origin.environment);
	if (written === undefined) return [];
	return contextsOf(evaluation, definedAt.file, written).environments.flatMap((environment) =>
		sources(written, environment),
	);
}

/** True if a value was passed on as it is, or is one of a set by system that was. */
function isSame(slot: Slot, source: Slot): boolean {
	if (slot.thunk === source.thunk) return true;
	const given = alternatives(source.thunk.force());
	const taken = alternatives(slot.thunk.force());
	if (taken.some((value) => given.includes(value))) return true;
	const instances = given.flatMap(instancesOf);
	return taken.flatMap(instancesOf).some((instance) => instances.includes(instance));
}
