import { mayTake } from "./formals.ts";
import type { Attrset, Binding, Formal, Formals, Let } from "./nodes.ts";
import { sorted, writtenIn } from "./written.ts";

/** Makes a change whose rightness has been checked. */
export type Exchange = () => void;

/** A node that holds bindings. */
export type WithBindings = Attrset | Let;

/** True if two parts of an old tree and a fresh one are the same. */
type IsSame = (old: object, fresh: object) => boolean;

/**
 * How a node comes to have the bindings of a fresh one. Those that are the same stay as they are. Undefined if an
 * evaluation has asked for one that differs.
 */
export function exchangeBindings(
	node: WithBindings,
	fresh: WithBindings,
	isSame: IsSame,
): Exchange | "same" | undefined {
	const bindings = aligned<Binding>(node.bindings, fresh.bindings, isSame);
	if (isSameList(node.bindings, bindings)) return "same";
	const written = writtenIn(node);
	if (!written.allows(sorted(bindings))) return undefined;
	return () => {
		for (const binding of bindings) binding.parent = node;
		Object.assign(node, { bindings });
		written.take(sorted(bindings));
	};
}

/** How a function comes to have the formals of a fresh one; as with bindings. */
export function exchangeFormals(node: Formals, fresh: Formals, isSame: IsSame): Exchange | "same" | undefined {
	const formals = aligned<Formal>(node.formals, fresh.formals, isSame);
	const { commas, ellipsis } = fresh;
	const isAlike = commas.length === node.commas.length && (ellipsis === undefined) === (node.ellipsis === undefined);
	if (isAlike && isSameList(node.formals, formals)) return "same";
	if (node.parent?.kind !== "lambda" || !mayTake(node.parent, formals)) return undefined;
	return () => {
		for (const formal of formals) formal.parent = node;
		Object.assign(node, { formals, commas, ellipsis });
	};
}

/** The fresh items, but for those at the beginning and at the end that are the same as old ones: these stay. */
function aligned<T extends object>(old: readonly T[], fresh: readonly T[], isSame: IsSame): readonly T[] {
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

function isSameList(a: readonly object[], b: readonly object[]): boolean {
	return a.length === b.length && a.every((each, index) => each === b[index]);
}
