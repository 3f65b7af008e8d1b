import { formalsOf } from "../../syntax/formals.ts";
import { each } from "../choices.ts";
import type { Evaluation } from "../evaluation.ts";
import { update } from "../operators.ts";
import type { Closure, Value } from "../value.ts";
import { record, scalar, Thunk, unknown } from "../value.ts";
import { common } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { one, three } from "./define.ts";
import { importValue } from "./files.ts";
import { functionArgs } from "./general.ts";

/** Functions that call others whose arguments may be replaced afterwards, of nixpkgs' `lib.customisation`. */
export const customisation: Functions = {
	makeOverridable: one((_, f) => each(f.force(), overridable)),
	callPackageWith: three((evaluation, known, f, given, at) =>
		each(packageFunction(evaluation, f.force()), (f) => {
			if (f.kind !== "closure") return unknown("what a package is made by is no function that is known");
			const argument = new Thunk(() => update(common(argumentNames(f), known.force()), given.force()));
			return withOverrides(evaluation.apply(f, argument, at));
		}),
	),
};

/** A function as one whose results can be made again with other arguments. */
function overridable(f: Value): Value {
	if (f.kind !== "closure" && f.kind !== "primitive") return unknown("what is made overridable is no function");
	const called = one((evaluation, argument, at) => withOverrides(evaluation.apply(f, argument, at)));
	return record({ __functor: one(() => called), __functionArgs: functionArgs(f) });
}

/** A result with the functions that make it again; what these give is not followed. */
function withOverrides(result: Value): Value {
	const override = unknown("what is made with other arguments");
	return each(result, (value) => {
		switch (value.kind) {
			case "closure":
			case "primitive":
				return unknown("a function that can be overridden");
			case "attrs": {
				const again = value.entries.has("overrideAttrs") ? { overrideAttrs: override } : {};
				return update(value, record({ override, overrideDerivation: override, ...again }));
			}
			default:
				return value;
		}
	});
}

/** The function that a package is made by: given as it is, or as the file that holds it. */
function packageFunction(evaluation: Evaluation, f: Value): Value {
	return each(f, (f) => (f.kind === "path" ? importValue(evaluation, f) : f));
}

function argumentNames({ lambda }: Closure): Value {
	return record(Object.fromEntries(formalsOf(lambda).map(({ name }) => [name, scalar(true)])));
}
