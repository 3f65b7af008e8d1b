import { workspaceTree } from "../../server/src/flake/brand.ts";
import { Evaluation } from "../../server/src/flake/evaluation.ts";
import { globals } from "../../server/src/flake/library/builtins.ts";
import { one } from "../../server/src/flake/library/define.ts";
import { library } from "../../server/src/flake/library/library.ts";
import { ready, type Slot, unknown, type Value } from "../../server/src/flake/value.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { testParser } from "../parser.ts";

/** Files beside an expression, by workspace path. */
export type Files = Readonly<Record<string, string>>;

const parse = await testParser();

/** The names that a tested expression sees beside Nix' own: `lib`, and `opaque`, which gives its argument in secret. */
const names: ReadonlyMap<string, Slot> = new Map([
	...globals,
	["lib", { thunk: ready(library(workspaceTree)), definedAt: undefined }],
	["opaque", { thunk: ready(one(() => unknown("it is opaque"))), definedAt: undefined }],
]);

/** What the expression is known to give, in the file `/expression.nix` of a workspace with those files. */
export function abstractValue(expression: string, files: Files = {}): Value {
	const workspace = new Workspace(parse, Object.entries(files));
	workspace.set("/expression.nix", expression);
	const evaluation = new Evaluation(workspace.snapshot(), names, library);
	const value = evaluation.file("/expression.nix")?.force();
	if (value === undefined) throw new Error("there is no expression");
	return value;
}
