import { unparenthesized } from "../syntax/attrs.ts";
import type { Attr, AttrBinding, Expression, Node } from "../syntax/nodes.ts";

/** Something that a flake.nix says about an input. */
export interface InputBinding {
	/** The names from the flake's inputs on: `home-manager`, `inputs`, `nixpkgs`, `follows`. */
	readonly names: readonly string[];
	readonly binding: AttrBinding;
}

/** Everything that a flake.nix says about its inputs, in the order of the text, however it is nested. */
export function inputBindings(root: Expression): readonly InputBinding[] {
	return leavesOf(root, []).flatMap(({ names: [first, ...names], binding }) =>
		first === "inputs" && names.length > 0 ? [{ names, binding }] : [],
	);
}

/** The bindings of a set that are no sets themselves; where a name is computed, nothing is told of what lies below. */
function leavesOf(value: Expression, above: readonly string[]): readonly InputBinding[] {
	const set = unparenthesized(value);
	if (set.kind !== "attrset") return [];
	return set.bindings.flatMap((binding): readonly InputBinding[] => {
		if (binding.kind !== "binding") return [];
		const own = namesOf(binding.path.attrs);
		if (own === undefined || (above.length === 0 && own[0] !== "inputs")) return [];
		const names = [...above, ...own];
		return unparenthesized(binding.value).kind === "attrset" ? leavesOf(binding.value, names) : [{ names, binding }];
	});
}

/**
 * The names that lead from a flake's inputs to an attribute that its flake.nix binds, that one included. Undefined if it
 * is none of the inputs.
 */
export function inputPath(attr: Attr): readonly string[] | undefined {
	const attrs: Attr[] = [];
	let at: Node | undefined = attr;
	for (let last: Attr | undefined = attr; last !== undefined && at !== undefined; ) {
		const path: Node | undefined = last.parent;
		const binding: Node | undefined = path?.parent;
		if (path?.kind !== "attrpath" || binding?.kind !== "binding") return undefined;
		attrs.unshift(...path.attrs.slice(0, path.attrs.indexOf(last) + 1));
		at = binding.parent?.parent;
		while (at?.kind === "parenthesized") at = at.parent;
		last = at?.kind === "binding" ? at.path.attrs.at(-1) : undefined;
	}
	const [first, ...names] = namesOf(attrs) ?? [];
	return at === undefined && first === "inputs" ? names : undefined;
}

function namesOf(attrs: readonly Attr[]): readonly string[] | undefined {
	const names = attrs.flatMap(({ name }) => name ?? []);
	return names.length === attrs.length ? names : undefined;
}
