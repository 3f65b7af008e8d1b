import { definitions } from "../../flake/definitions.ts";
import type { Host } from "../../flake/host.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import type { Site } from "../../instances/site.ts";
import { unwrappedParent } from "../../syntax/attrs.ts";
import type { AttrBinding } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";
import { bindingBlock } from "../edit/bindings.ts";

/** The definition by which a module makes a site an argument of all modules, as in `_module.args.name = site;`. */
export interface ArgumentBinding {
	readonly name: string;
	readonly binding: AttrBinding;
}

/** The definition whose value a site is, if nothing else gives that argument to the modules of any of the hosts. */
export function argumentBindingOf(site: Site, hosts: readonly Host[]): ArgumentBinding | undefined {
	const binding = unwrappedParent(site.node);
	const attr = binding?.kind === "binding" ? binding.path.attrs.at(-1) : undefined;
	const name = attr?.name;
	if (binding?.kind !== "binding" || name === undefined) return undefined;
	const isOnlyOne = hosts.every((host) => {
		const [only, another] = definitions(host.graph(), ["_module", "args", name]);
		return another === undefined && only?.definedAt?.node === attr;
	});
	return isOnlyOne ? { name, binding } : undefined;
}

/** The definition of an argument with its comments, and with the sets that would be empty without it. */
export function argumentBlock({ text, tree }: SourceFile, { binding }: ArgumentBinding): Range {
	return bindingBlock(text, withEmptySets(binding), tree.comments);
}

function withEmptySets(binding: AttrBinding): AttrBinding {
	const set = binding.parent;
	const outer = set?.kind === "attrset" && set.bindings.length === 1 ? unwrappedParent(set) : undefined;
	return outer?.kind === "binding" && outer.parent?.kind === "attrset" ? withEmptySets(outer) : binding;
}
