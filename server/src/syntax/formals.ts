import type { Formal, Lambda } from "./nodes.ts";

/** Which formals of a function evaluations have asked for. */
interface Asked {
	readonly names: Set<string>;
	whole: boolean;
}

const kept = new WeakMap<Lambda, Asked>();

function askedOf(lambda: Lambda): Asked {
	const asked = kept.get(lambda) ?? { names: new Set(), whole: false };
	kept.set(lambda, asked);
	return asked;
}

/** The formal of a function by name. An evaluation asks here, so that it is known which formals matter. */
export function formalOf(lambda: Lambda, name: string): Formal | undefined {
	askedOf(lambda).names.add(name);
	return find(lambda.formals?.formals, name);
}

/** All formals of a function, for an evaluation. From then on, all of them matter. */
export function formalsOf(lambda: Lambda): readonly Formal[] {
	askedOf(lambda).whole = true;
	return lambda.formals?.formals ?? [];
}

/** True if these may become a function's formals: they differ in nothing that an evaluation has asked for. */
export function mayTake(lambda: Lambda, formals: readonly Formal[]): boolean {
	const { names, whole } = askedOf(lambda);
	const own = lambda.formals?.formals ?? [];
	if (whole) return formals.length === own.length && formals.every((formal, index) => formal === own[index]);
	return [...names].every((name) => find(own, name) === find(formals, name));
}

function find(formals: readonly Formal[] | undefined, name: string): Formal | undefined {
	return formals?.find((formal) => formal.name === name);
}
