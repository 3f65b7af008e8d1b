import type { Node } from "../syntax/nodes.ts";

/** Thrown inside a refactoring where it can't go on rightly; the refactoring catches it and gives the reason. */
export class Refusal extends Error {}

/** Ends a refactoring with a reason, one sentence that names the cause and the place. */
export function refuse(reason: string): never {
	throw new Refusal(reason);
}

/** `line 12`, or `line 12 of modules/a.nix` with a path: where a node stands, for people. */
export function lineOf(text: string, node: Node, path?: string): string {
	const line = `line ${text.slice(0, node.start).split("\n").length}`;
	return path === undefined ? line : `${line} of ${path.slice(1)}`;
}

/** What `compute` gives, or undefined where it refuses. */
export function attempt<T>(compute: () => T): T | undefined {
	return orElse(compute, () => undefined);
}

/** What `compute` gives; where it refuses, the reason, under a title that says what is not done. */
export function orRefusal<T>(
	title: string,
	compute: () => T,
): T | { readonly title: string; readonly refusal: string } {
	return orElse(compute, (refusal) => ({ title, refusal }));
}

/** What `compute` gives; where it refuses, what is to be said for that reason. */
export function orElse<T, E>(compute: () => T, explain: (reason: string) => E): T | E {
	try {
		return compute();
	} catch (error) {
		if (error instanceof Refusal) return explain(error.message);
		throw error;
	}
}
