import { alternatives } from "../../flake/choices.ts";
import type { Module } from "../../flake/definitions.ts";
import type { Thunk } from "../../flake/value.ts";
import type { Lambda, Node } from "../../syntax/nodes.ts";
import type { Hoist } from "./work.ts";

/** Outputs that hold modules for other flakes. */
const modules = /^(nixos|darwin|home|homeManager|flake)?Modules?$/i;

/**
 * The output, such as `nixosModules.editor`, by which a flake gives out a module, or one that imports it: other flakes may
 * use that, and pass it nothing.
 */
export function givenOutAs({ inventory, flake, hosts }: Hoist, module: Lambda): string | undefined {
	const chain = hosts.flatMap((host) => {
		const own = host.graph().modules.find(({ place }) => place?.node === module);
		return own === undefined ? [] : withImporters(own);
	});
	const files = new Set(
		chain.flatMap(({ file }) => (file === undefined ? [] : [file, file.replace(/\/default\.nix$/, "")])),
	);
	const nodes = new Set<Node>(chain.flatMap(({ place }) => place?.node ?? []));
	return inventory.evaluation.askInPassing(() => {
		for (const outputs of alternatives(flake.flake.outputs.force())) {
			if (outputs.kind !== "attrs") continue;
			for (const [name, { thunk }] of outputs.entries) {
				const found = modules.test(name) ? nameIn(thunk, [name], files, nodes) : undefined;
				if (found !== undefined) return found;
			}
		}
		return undefined;
	});
}

function withImporters(module: Module): readonly Module[] {
	return module.importedBy === undefined ? [module] : [module, ...withImporters(module.importedBy)];
}

function nameIn(
	thunk: Thunk,
	names: readonly string[],
	files: ReadonlySet<string>,
	nodes: ReadonlySet<Node>,
): string | undefined {
	for (const value of alternatives(thunk.force())) {
		const isFile = value.kind === "path" && value.tree.kind === "workspace" && files.has(value.path);
		if (isFile || (value.kind === "closure" && nodes.has(value.lambda))) return names.join(".");
		if (value.kind !== "attrs" || value.brand !== undefined || names.length > 2) continue;
		for (const [name, slot] of value.entries) {
			const found = nameIn(slot.thunk, [...names, name], files, nodes);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}
