import type { Value } from "../value.ts";
import { list, ready, record, scalar, string, Thunk, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { call, one, three, two } from "./define.ts";
import { importValue } from "./files.ts";

/** `importApply file argument`: a module that is what the file gives when called. flake-parts has it too. */
export const importApply = two((evaluation, file, argument, at) =>
	located(file, new Thunk(() => call(evaluation, ready(importValue(evaluation, file.force())), at, argument))),
);

/** What modules wrap values with, of nixpkgs' `lib.modules`. */
export const moduleValues: Functions = {
	mkIf: two((_, condition, content) => record({ _type: string("if"), condition, content })),
	mkMerge: one((_, contents) => record({ _type: string("merge"), contents })),
	mkOverride: two((_, priority, content) => override(priority, content)),
	mkDefault: one((_, content) => override(ready(scalar(1000n)), content)),
	mkForce: one((_, content) => override(ready(scalar(50n)), content)),
	mkOptionDefault: one((_, content) => override(ready(scalar(1500n)), content)),
	mkImageMediaOverride: one((_, content) => override(ready(scalar(60n)), content)),
	mkVMOverride: one((_, content) => override(ready(scalar(10n)), content)),
	mkOrder: two((_, priority, content) => order(priority, content)),
	mkBefore: one((_, content) => order(ready(scalar(500n)), content)),
	mkAfter: one((_, content) => order(ready(scalar(1500n)), content)),
	setDefaultModuleLocation: two((_, file, module) => located(file, module)),
	importApply,
	mkRemovedOptionModule: two(() => optionModule),
	mkRenamedOptionModule: two(() => optionModule),
	mkRenamedOptionModuleWith: one(() => optionModule),
	mkAliasOptionModule: two(() => optionModule),
	mkChangedOptionModule: three(() => optionModule),
	mkMergedOptionModule: three(() => optionModule),
};

/** A module that nixpkgs' library makes: it imports none, and defines what is not followed. */
const optionModule = one(() => record({}, unknown("what a renamed or removed option defines")));

function located(file: Thunk, module: Thunk): Value {
	return record({ _file: file, imports: list([module]) });
}

function override(priority: Thunk, content: Thunk): Value {
	return record({ _type: string("override"), priority, content });
}

function order(priority: Thunk, content: Thunk): Value {
	return record({ _type: string("order"), priority, content });
}
