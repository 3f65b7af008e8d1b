import { alternatives } from "../flake/choices.ts";
import { definitions } from "../flake/definitions.ts";
import { type Environment, type Frame, framesAround } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Value } from "../flake/value.ts";

/**
 * Why what `environment` stands for may not happen, or happen more often than the evaluation saw: somewhere on the way
 * there, a function is called for each item of a list, or each attribute of a set, that is not known in full.
 */
export function doubtOfCalls(evaluation: Evaluation, environment: Environment): string | undefined {
	for (const frame of framesAround(environment.frame)) {
		const doubt = doubtOfFrame(evaluation, frame);
		if (doubt !== undefined) return doubt;
	}
	return undefined;
}

/** Why a call may not happen, or others like it may that the evaluation did not see. */
export function doubtOfFrame(evaluation: Evaluation, frame: Frame): string | undefined {
	return doubtOfSystems(frame) ?? doubtOfCall(evaluation, frame);
}

function doubtOfCall(evaluation: Evaluation, { at, cause }: Frame): string | undefined {
	if (at?.node.kind !== "apply" || cause?.kind === "module") return undefined;
	const { node, environment } = at;
	const called = evaluation.ask(() => evaluation.evaluate(node.function, environment));
	if (called.kind === "choice") return called.reason;
	if (called.kind !== "primitive") return undefined;
	const given = called.given.map((thunk) => thunk.force());
	const argument = evaluation.ask(() => evaluation.evaluate(node.argument, environment));
	return [...given, argument].map(opennessOf).find((reason) => reason !== undefined);
}

/** `perSystem` is called for each of the systems that the flake's modules list. */
function doubtOfSystems({ cause, parent }: Frame): string | undefined {
	if (cause?.kind !== "system" || parent?.cause?.kind !== "module") return undefined;
	const lists = definitions(parent.cause.host.graph(), ["systems"]).map(({ thunk }) => opennessOf(thunk.force()));
	return lists.find((reason) => reason !== undefined);
}

/** Why a list or a set may hold something else than is known. */
function opennessOf(value: Value): string | undefined {
	for (const each of alternatives(value)) {
		if (each.kind === "list" && each.open !== undefined) return each.open.reason;
		if (each.kind === "attrs" && each.brand === undefined && each.open !== undefined) return each.open.reason;
	}
	return value.kind === "choice" ? value.reason : undefined;
}
