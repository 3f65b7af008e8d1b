import type { Tree } from "../flake/brand.ts";
import type { ModuleGraph } from "../flake/definitions.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { FlakeInput } from "../flake/inputs.ts";
import { type ModuleProject, moduleProject } from "../nixpkgs/module-projects.ts";

/** The projects that a host's modules from elsewhere belong to, each module's own; undefined for one that is not known. */
export function foreignProjects(
	evaluation: Evaluation,
	{ foreign }: ModuleGraph,
): readonly (ModuleProject | undefined)[] {
	return foreign.map((module) => {
		const input = module.kind === "path" ? inputOf(module.tree) : namedBy(evaluation, module.symbol);
		if (input?.isNixpkgs) return moduleProject("github:nixos/nixpkgs");
		return input?.url === undefined ? undefined : moduleProject(input.url);
	});
}

function inputOf(tree: Tree): FlakeInput | undefined {
	return tree.kind === "input" ? tree.input : undefined;
}

/** The input whose attribute a symbol names: it begins with the input's identity. */
function namedBy({ inputs }: Evaluation, symbol = ""): FlakeInput | undefined {
	for (const [identity, { brand }] of inputs) {
		if (symbol.startsWith(`${identity}.`) && brand?.kind === "input") return brand.input;
	}
	return undefined;
}
