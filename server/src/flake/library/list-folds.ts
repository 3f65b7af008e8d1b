import type { Evaluation } from "../evaluation.ts";
import type { CallSite, Value } from "../value.ts";
import { attrs, booleanOf, list, ready, record, Thunk, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { call, closed, three, two } from "./define.ts";

/** Functions that make one value of a list, of `builtins` and of nixpkgs' `lib.lists`. */
export const listFolds: Functions = {
	partition: two((evaluation, f, xs, at) => partition(evaluation, f, xs.force(), at)),
	groupBy: two((evaluation, f, xs, at) => groupBy(evaluation, f, xs, at)),
	"foldl'": three((evaluation, f, zero, xs, at) => foldLeft(evaluation, f, zero, xs, at)),
	foldl: three((evaluation, f, zero, xs, at) => foldLeft(evaluation, f, zero, xs, at)),
	foldr: three((evaluation, f, zero, xs, at) => foldRight(evaluation, f, zero, xs, at)),
	fold: three((evaluation, f, zero, xs, at) => foldRight(evaluation, f, zero, xs, at)),
};

function partition(evaluation: Evaluation, f: Thunk, xs: Value, at: CallSite | undefined): Value {
	return closed(xs, (items) => {
		const right: Thunk[] = [];
		const wrong: Thunk[] = [];
		for (const item of items) {
			const side = booleanOf(call(evaluation, f, at, item));
			if (side === undefined) return unknown("the list is split by a condition that is not known");
			(side ? right : wrong).push(item);
		}
		return record({ right: list(right), wrong: list(wrong) });
	});
}

function groupBy(evaluation: Evaluation, f: Thunk, xs: Thunk, at: CallSite | undefined): Value {
	return closed(xs.force(), (items) => {
		const groups = new Map<string, Thunk[]>();
		for (const item of items) {
			const name = call(evaluation, f, at, item);
			if (name.kind !== "string") return unknown("the list is grouped by what is not known");
			const group = groups.get(name.value);
			if (group === undefined) groups.set(name.value, [item]);
			else group.push(item);
		}
		return attrs(
			new Map([...groups].map(([name, group]) => [name, { thunk: ready(list(group)), definedAt: undefined }])),
		);
	});
}

function foldLeft(evaluation: Evaluation, f: Thunk, zero: Thunk, xs: Thunk, at: CallSite | undefined): Value {
	return closed(xs.force(), (items) =>
		items.reduce((value, item) => call(evaluation, f, at, ready(value), item), zero.force()),
	);
}

function foldRight(evaluation: Evaluation, f: Thunk, zero: Thunk, xs: Thunk, at: CallSite | undefined): Value {
	return closed(xs.force(), (items) =>
		items.reduceRight((rest, item) => new Thunk(() => call(evaluation, f, at, item, rest)), zero).force(),
	);
}
