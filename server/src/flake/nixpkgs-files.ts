import { isNixpkgs, type Tree, treeIdentity } from "./brand.ts";
import type { Evaluation } from "./evaluation.ts";
import { hostFunction } from "./host.ts";
import { nixpkgsFunction } from "./instance.ts";
import { type List, list, ready, string, unknown, type Value } from "./value.ts";

/** What github:nix-systems/default and default-linux hold, by the commit that locks have of each since 2023. */
const systemLists: Readonly<Record<string, readonly string[]>> = {
	da67096a3b9bf56a91d16901293e51ba5b49a27e: ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"],
	"31732fcf5e8fea42e59c2488ad31a0e651500f68": ["aarch64-linux", "x86_64-linux"],
};

/** The systems that a tree lists, if it is known. */
export function systemsOf(source: Tree): List | undefined {
	const systems = source.kind === "input" ? systemLists[source.input.rev ?? ""] : undefined;
	return systems && list(systems.map((system) => ready(string(system))));
}

/** What `import` gives for a path into a source tree that is not the workspace. */
export function importFromTree(evaluation: Evaluation, source: Tree, path: string): Value {
	const file = path.replace(/\/default\.nix$/, "") || "/";
	if (!isNixpkgs(source)) {
		return (file === "/" ? systemsOf(source) : undefined) ?? foreignFile(source, file);
	}
	switch (file) {
		case "/":
			return nixpkgsFunction(source);
		case "/lib":
			return evaluation.library(source);
		case "/nixos":
		case "/nixos/lib/eval-config.nix":
			return hostFunction("nixos", source);
		default:
			return unknown("a file of nixpkgs");
	}
}

/** What a file gives that is not read; the same each time. */
function foreignFile(source: Tree, file: string): Value {
	const tree = treeIdentity(source);
	return unknown("a file that is not part of the workspace", tree && `import ${tree}${file}`);
}
