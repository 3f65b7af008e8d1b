import type { Thunk } from "../../flake/value.ts";
import { ancestors } from "../../syntax/walk.ts";
import { refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { libraryName } from "./for-each-system.ts";
import { inputReference, valueInScope } from "./outputs-scope.ts";
import { inputOf } from "./source-input.ts";
import { namesIn } from "./system-at.ts";
import type { Move } from "./work.ts";

/**
 * What the outputs scope offers for the names of a moved call; `system` is the text that stands for the hosts' system
 * there. What it is asked for may bring formals with it, which go to the changes.
 */
export function outputsDestination(work: Move, system: string): Destination {
	const { scope, flake, site, changes } = work;
	const formals = scope.lambda.formals?.formals ?? [];
	return {
		path: scope.path,
		system,
		input: (input, written) => {
			const own = inputOf(flake, input) ?? refuse(`‘${written}’ is no input of the flake`);
			return inputReference(scope, own, written, changes);
		},
		library: () => libraryName(work),
		inputs: scope.inputs,
		self: formals.some(({ name }) => name === "self"),
		nameOf: (meaning) => nameOfThing(work, meaning),
		sees: (outer) => site.path === scope.path && [scope.body, ...ancestors(scope.body)].includes(outer),
	};
}

/** The name in the scope for a thing that is more than a text or a number: those may be equal by chance. */
function nameOfThing({ inventory, scope }: Move, meaning: Thunk): string | undefined {
	const thing = meaning.force();
	if (thing.kind === "string" || thing.kind === "scalar" || thing.kind === "unknown") return undefined;
	return [...namesIn(scope.environment)].find((name) => valueInScope(inventory, scope, name) === thing);
}
