import type { Attr, AttrBinding, Attrset, Binding, Expression, Inherit, Let } from "./nodes.ts";
import { latest } from "./place.ts";

/** What is written for one attribute: whole values, and paths that go on below it. */
export interface Written {
	/** Where its name is written first. */
	readonly definedAt: Attr;
	readonly values: (Expression | Inherited)[];
	nested: AttrBinding[];
	/** What `nested` holds, sorted, once an evaluation has asked for it. */
	below?: WrittenSet;
}

/** A value that an `inherit` takes from elsewhere. */
export interface Inherited {
	readonly kind: "inherited";
	readonly name: string;
	readonly by: Inherit;
}

/**
 * Bindings by the first names of their paths. It notes what evaluations ask for: bindings whose names none has asked for
 * may come and go, and whoever asks later is told of the newest ones.
 */
export class WrittenSet {
	private readonly asked = new Set<string>();
	private isWholeAsked = false;

	constructor(
		private named: ReadonlyMap<string, Written>,
		/** The bindings whose names are computed. */
		readonly computed: readonly AttrBinding[],
	) {}

	/** What is written for a name, if anything is. */
	get(name: string): Written | undefined {
		this.asked.add(name);
		return this.named.get(name);
	}

	/** All that is written, in the order of the text. */
	all(): ReadonlyMap<string, Written> {
		this.isWholeAsked = true;
		return this.named;
	}

	/** True if `next` may take the place of these bindings: it differs in nothing that has been asked for. */
	allows(next: WrittenSet): boolean {
		if (this.isWholeAsked || this.computed.length > 0 || next.computed.length > 0) return false;
		return [...this.asked].every((name) => isAllowed(this.named.get(name), next.named.get(name)));
	}

	/** Takes over other bindings, which must be allowed. */
	take(next: WrittenSet): void {
		const named = new Map(next.named);
		for (const name of this.asked) {
			const [before, after] = [this.named.get(name), next.named.get(name)];
			if (before === undefined || after === undefined) continue;
			before.nested = after.nested;
			before.below?.take(sorted(after.nested));
			named.set(name, before);
		}
		this.named = named;
	}
}

function isAllowed(before: Written | undefined, after: Written | undefined): boolean {
	if (before === undefined || after === undefined) return before === after;
	if (before.definedAt !== after.definedAt || !sameItems(before.values, after.values, isSameValue)) return false;
	if (sameItems(before.nested, after.nested, isSameBinding)) return true;
	return before.values.length === 0 && (before.below === undefined || before.below.allows(sorted(after.nested)));
}

function sameItems<T>(before: readonly T[], after: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
	return (
		before.length === after.length &&
		before.every((each, index) => after[index] !== undefined && isSame(each, after[index]))
	);
}

function isSameValue(a: Expression | Inherited, b: Expression | Inherited): boolean {
	if (a.kind === "inherited") return b.kind === "inherited" && a.by === b.by;
	return b.kind !== "inherited" && latest(a) === latest(b);
}

/** A value stands in one binding only. */
function isSameBinding(a: AttrBinding, b: AttrBinding): boolean {
	return latest(a.value) === latest(b.value);
}

const kept = new WeakMap<Attrset | Let, WrittenSet>();

/** The bindings of a set or a `let`, sorted once for all its evaluations. */
export function writtenIn(node: Attrset | Let): WrittenSet {
	const known = kept.get(node) ?? sorted(node.bindings);
	kept.set(node, known);
	return known;
}

/** The bindings that go on below an attribute, sorted once for all its evaluations. */
export function writtenBelow(written: Written): WrittenSet {
	written.below ??= sorted(written.nested);
	return written.below;
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
	return new WrittenSet(named, computed);
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
