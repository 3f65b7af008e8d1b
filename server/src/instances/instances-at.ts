import { contextsOf } from "../flake/contexts.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import { type Instance, instanceOf } from "../flake/instance.ts";
import { attrName } from "../flake/names.ts";
import { attribute } from "../flake/select.ts";
import type { Value } from "../flake/value.ts";
import type { Attr, Expression } from "../syntax/nodes.ts";

/**
 * The instances that an expression of the file `path` gives, one for each time that it is evaluated, after `attrs` are
 * selected from it. Undefined if it is never evaluated, or not always to an instance that is known.
 */
export function instancesAt(
	evaluation: Evaluation,
	path: string,
	from: Expression,
	attrs: readonly Attr[],
): readonly Instance[] | undefined {
	const found: Instance[] = [];
	for (const environment of contextsOf(evaluation, path, from).environments) {
		const value = attrs.reduce<Value | undefined>(
			(set, attr) => {
				const name = attrName(evaluation, attr, environment);
				return set && typeof name === "string" ? attribute(set, name) : undefined;
			},
			evaluation.evaluate(from, environment),
		);
		const instance = value && instanceOf(value);
		if (instance === undefined) return undefined;
		found.push(instance);
	}
	return found.length === 0 ? undefined : found;
}
