import type { Attrset, Binding, Let } from "./nodes.ts";
import { sorted, type WrittenSet, writtenInIfAsked } from "./written.ts";

/** A node that holds bindings. */
export type WithBindings = Attrset | Let;

/** Other bindings for a node, which nobody can tell from the old ones by what has been asked. */
export interface Rebinding {
	readonly node: WithBindings;
	readonly bindings: readonly Binding[];
	readonly written: WrittenSet;
}

/** The fresh bindings, but for those at the beginning and at the end that are the same as old ones: these stay. */
export function aligned(
	old: readonly Binding[],
	fresh: readonly Binding[],
	isSame: (old: Binding, fresh: Binding) => boolean,
): readonly Binding[] {
	const same = (index: number, other: number): boolean => {
		const [before, after] = [old[index], fresh[other]];
		return before !== undefined && after !== undefined && isSame(before, after);
	};
	const most = Math.min(old.length, fresh.length);
	let first = 0;
	while (first < most && same(first, first)) first++;
	// The first pair that differs needs no second look.
	const rest = most - first - (old.length === fresh.length ? 1 : 0);
	let last = 0;
	while (last < rest && same(old.length - 1 - last, fresh.length - 1 - last)) last++;
	return [...old.slice(0, first), ...fresh.slice(first, fresh.length - last), ...old.slice(old.length - last)];
}

/** Makes `bindings` those of a node, if no evaluation has asked for what differs. */
export function rebinding(node: WithBindings, bindings: readonly Binding[]): Rebinding | undefined {
	const written = writtenInIfAsked(node);
	return written?.allows(sorted(bindings)) === true ? { node, bindings, written } : undefined;
}

/** Gives a node its new bindings. Whoever asks for one that nobody has asked for before finds the new one. */
export function rebind({ node, bindings, written }: Rebinding): void {
	for (const binding of bindings) binding.parent = node;
	Object.assign(node, { bindings });
	written.take(sorted(bindings));
}
