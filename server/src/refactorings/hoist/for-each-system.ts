import { isAtomic } from "../edit/atoms.ts";
import { attempt, refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { Mover } from "./mover.ts";
import { inputReference, valueInScope } from "./outputs-scope.ts";
import type { SystemSource } from "./system-source.ts";
import { ownFunction, ownList } from "./systems-of-flake.ts";
import type { Move } from "./work.ts";

/**
 * What makes a set with an attribute for each system: the flake's own function for it, or nixpkgs' with a list, that of
 * the flake if it has one. Where a site is made for the systems of a list that is not known in full, it is made for
 * those of that list. @throws Refusal if that list can't be written in the outputs.
 */
export function forEachSystem(
	work: Move,
	systems: readonly string[],
	destination: Destination,
	source?: SystemSource,
): string {
	const own = ownFunction(work.inventory, work.scope, systems, source);
	if (own !== undefined) return own;
	const doubt = source?.list.open?.reason;
	const list =
		(doubt === undefined ? ownList(work.inventory, work.scope, systems) : undefined) ??
		(source && listInScope(work, systems, source, destination)) ??
		(doubt === undefined ? `[ ${systems.map((each) => `"${each}"`).join(" ")} ]` : undefined) ??
		refuse(`the list of systems can't be written in the outputs, and is not known in full (${doubt})`);
	return `${libraryName(work)}.genAttrs ${list}`;
}

/** The list that systems come from, for the outputs; undefined if it can't be written there, or is a plain list. */
function listInScope(
	{ inventory }: Move,
	systems: readonly string[],
	{ origin, holds }: SystemSource,
	destination: Destination,
): string | undefined {
	const file = origin && inventory.snapshot.file(origin.environment.file);
	if (origin === undefined || file === undefined || !systems.every(holds)) return undefined;
	const { expression, environment } = origin;
	if (expression.kind === "list") return undefined;
	const uses = [{ environment, instance: undefined, host: undefined }];
	const text = attempt(() => {
		const mover = new Mover(inventory, file, expression, uses, destination);
		mover.move(expression);
		return mover.write({ indent: "", unit: "", newline: "\n" });
	});
	if (text === undefined || text.includes("\n")) return undefined;
	return isAtomic(expression) ? text : `(${text})`;
}

/** How the outputs scope names nixpkgs' library. */
export function libraryName({ inventory, scope, flake, changes, source }: Move): string {
	const lib = valueInScope(inventory, scope, "lib");
	if (lib?.kind === "attrs" && lib.brand?.kind === "library") return "lib";
	const input =
		flake.flake.inputs.get("nixpkgs") ?? source.input ?? refuse("the flake has no nixpkgs to take ‘lib’ from");
	return `${inputReference(scope, input, "nixpkgs", changes)}.lib`;
}
