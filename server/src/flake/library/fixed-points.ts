import type { Evaluation } from "../evaluation.ts";
import { update } from "../operators.ts";
import type { CallSite, Primitive, Value } from "../value.ts";
import { ready, record, Thunk, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { call, closed, four, one, three } from "./define.ts";

/** Functions on sets that see themselves, and on what extends them, of nixpkgs' `lib.fixedPoints`. */
export const fixedPoints: Functions = {
	fix: one((evaluation, f, at) => fix((final) => call(evaluation, f, at, final))),
	extends: three((evaluation, overlay, f, final, at) => extended(evaluation, overlay, f, final, at)),
	composeExtensions: four((evaluation, f, g, final, prev, at) => compose(evaluation, [f, g], final, prev, at)),
	composeManyExtensions: three((evaluation, overlays, final, prev, at) =>
		closed(overlays.force(), (items) => compose(evaluation, items, final, prev, at)),
	),
	makeExtensible: one((evaluation, f, at) => extensible(evaluation, f, at)),
};

/** The value of `f` of itself. */
export function fix(f: (final: Thunk) => Value): Value {
	const final: Thunk = new Thunk(() => f(final));
	return final.force();
}

function extended(evaluation: Evaluation, overlay: Thunk, f: Thunk, final: Thunk, at: CallSite | undefined): Value {
	const prev = call(evaluation, f, at, final);
	return update(prev, call(evaluation, overlay, at, final, ready(prev)));
}

/** What several overlays add, each of which sees what those before it made. */
function compose(
	evaluation: Evaluation,
	overlays: readonly Thunk[],
	final: Thunk,
	prev: Thunk,
	at: CallSite | undefined,
): Value {
	let added: Value = record({});
	for (const overlay of overlays) {
		const before = added;
		const seen = new Thunk(() => update(prev.force(), before));
		added = update(before, call(evaluation, overlay, at, final, seen));
	}
	return added;
}

function extensible(evaluation: Evaluation, f: Thunk, at: CallSite | undefined): Value {
	const own = record({ extend: extend(f), __unfix__: unknown("the function of an extensible set") });
	return fix((final) => update(call(evaluation, f, at, final), own));
}

function extend(f: Thunk): Primitive {
	return one((evaluation, overlay, at) => {
		const g = one((evaluation, final, at) => extended(evaluation, overlay, f, final, at));
		return extensible(evaluation, ready(g), at);
	});
}
