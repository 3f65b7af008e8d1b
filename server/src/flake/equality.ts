import { pairwise } from "./choices.ts";
import type { Attrs, List, Thunk, Value } from "./value.ts";
import { scalar, typeName, unknown } from "./value.ts";

/** Whether two values are equal, if that can be told. */
export function equality(a: Value, b: Value): Value {
	return pairwise(a, b, (a, b) => {
		const known = equal(a, b);
		return known === undefined ? unknown("whether the values are equal is not known") : scalar(known);
	});
}

/** Nix's `==`; undefined where it can't be told. Functions and what stands for more than its text are never told. */
export function equal(a: Value, b: Value): boolean | undefined {
	return new Comparison().equal(a, b, 0);
}

/** Compares values to their depths, and gives up on those that contain themselves. */
class Comparison {
	private steps = 0;

	equal(a: Value, b: Value, depth: number): boolean | undefined {
		if (++this.steps > 10_000 || depth > 60) return undefined;
		if (a.kind === "string" && b.kind === "string") return a.value === b.value;
		if (a.kind === "scalar" && b.kind === "scalar") return scalarsEqual(a.value, b.value);
		if (a.kind === "list" && b.kind === "list") return this.lists(a, b, depth);
		if (a.kind === "attrs" && b.kind === "attrs") return this.sets(a, b, depth);
		if (a.kind === "path" && b.kind === "path" && a.tree === b.tree && !a.string && !b.string) return a.path === b.path;
		const [type, other] = [typeName(a), typeName(b)];
		return type === undefined || other === undefined || type === other ? undefined : false;
	}

	private lists(a: List, b: List, depth: number): boolean | undefined {
		if (a.open !== undefined || b.open !== undefined) return undefined;
		if (a.items.length !== b.items.length) return false;
		return this.all(
			a.items.map((item, index) => [item, b.items[index] ?? item]),
			depth,
		);
	}

	private sets(a: Attrs, b: Attrs, depth: number): boolean | undefined {
		if (a.open !== undefined || b.open !== undefined || a.brand !== undefined || b.brand !== undefined)
			return undefined;
		// Two derivations are compared by what they build, whatever else they hold.
		if (a.entries.has("type") && b.entries.has("type")) return undefined;
		if (a.entries.size !== b.entries.size) return false;
		const pairs: [Thunk, Thunk][] = [];
		for (const [name, slot] of a.entries) {
			const other = b.entries.get(name);
			if (other === undefined) return false;
			pairs.push([slot.thunk, other.thunk]);
		}
		return this.all(pairs, depth);
	}

	private all(pairs: readonly (readonly [Thunk, Thunk])[], depth: number): boolean | undefined {
		let result: boolean | undefined = true;
		for (const [a, b] of pairs) {
			const same = this.equal(a.force(), b.force(), depth + 1);
			if (same === false) return false;
			if (same === undefined) result = undefined;
		}
		return result;
	}
}

function scalarsEqual(a: unknown, b: unknown): boolean {
	const numeric = (value: unknown) => typeof value === "number" || typeof value === "bigint";
	return numeric(a) && numeric(b) ? Number(a) === Number(b) : a === b;
}
