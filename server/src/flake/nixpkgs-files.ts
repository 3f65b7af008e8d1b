import { isNixpkgs, type Tree } from "./brand.ts";
import type { Evaluation } from "./evaluation.ts";
import { hostFunction } from "./host.ts";
import { nixpkgsFunction } from "./instance.ts";
import { unknown, type Value } from "./value.ts";

/** What `import` gives for a path into a source tree that is not the workspace. */
export function importFromTree(evaluation: Evaluation, source: Tree, path: string): Value {
	if (!isNixpkgs(source)) return unknown("a file that is not part of the workspace");
	switch (path.replace(/\/default\.nix$/, "") || "/") {
		case "/":
			return nixpkgsFunction(source);
		case "/lib":
			return evaluation.library(source);
		case "/nixos/lib/eval-config.nix":
			return hostFunction("nixos", source);
		default:
			return unknown("a file of nixpkgs");
	}
}
