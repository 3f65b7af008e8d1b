import type { Attr, AttrBinding, Attrset, Binding, Expression, Inherit, Let } from "../syntax/nodes.ts";

/** What is written for one attribute: whole values, and paths that go on below it. */
export interface Written {
	/** Where its name is written first. */
	readonly definedAt: Attr;
	readonly values: (Expression | Inherited)[];
	readonly nested: AttrBinding[];
}

/** A value that an `inherit` takes from elsewhere. */
export interface Inherited {
	readonly kind: "inherited";
	readonly name: string;
	readonly by: Inherit;
}

/** Bindings by the first names of their paths, and those whose names are computed. */
export interface WrittenSet {
	readonly named: ReadonlyMap<string, Written>;
	readonly computed: readonly AttrBinding[];
}

const kept = new WeakMap<Attrset | Let, WrittenSet>();

/** The bindings of a set or a `let`, sorted once for all its evaluations. */
export function writtenIn(node: Attrset | Let): WrittenSet {
	const known = kept.get(node) ?? sorted(node.bindings);
	kept.set(node, known);
	return known;
}

/** Sorts bindings by name. */
export function sorted(bindings: readonly Binding[]): WrittenSet {
	const named = new Map<string, Written>();
	const computed: AttrBinding[] = [];
	for (const binding of bindings) {
		if (binding.kind === "inherit") {
			for (const attr of binding.attrs) {
				if (attr.name === undefined) continue;
				entry(named, attr.name, attr).values.push({ kind: "inherited", name: attr.name, by: binding });
			}
		} else {
			const [first] = binding.path.attrs;
			if (first?.name === undefined) computed.push(binding);
			else add(entry(named, first.name, first), binding);
		}
	}
	return { named, computed };
}

/** What is written for a name so far. */
function entry(named: Map<string, Written>, name: string, attr: Attr): Written {
	const known = named.get(name) ?? { definedAt: attr, values: [], nested: [] };
	named.set(name, known);
	return known;
}

/** Adds what a binding gives the attribute that its path begins with. */
export function add(written: Written, binding: AttrBinding): void {
	const rest = binding.path.attrs.slice(1);
	if (rest.length === 0) written.values.push(binding.value);
	else written.nested.push({ ...binding, path: { ...binding.path, attrs: rest } });
}
