import { namesOf, references } from "../semantics/scopes.ts";
import { unwrappedParent } from "../syntax/attrs.ts";
import type { AttrBinding, Let } from "../syntax/nodes.ts";
import type { Site } from "./site.ts";

/** The `let` binding that a site is the whole value of. */
export interface LetBinding {
	readonly name: string;
	readonly binding: AttrBinding;
	readonly scope: Let;
}

/** The `let` binding whose value a site is, parentheses aside. */
export function letBindingOf(site: Pick<Site, "node">): LetBinding | undefined {
	const binding = unwrappedParent(site.node);
	if (binding?.kind !== "binding" || binding.parent?.kind !== "let" || binding.path.attrs.length !== 1)
		return undefined;
	const name = binding.path.attrs[0]?.name;
	return name === undefined ? undefined : { name, binding, scope: binding.parent };
}

/** True if a site is bound by a `let` and nothing refers to it. */
export function isUnused(site: Site): boolean {
	const own = letBindingOf(site);
	const local = own && namesOf(own.scope).get(own.name);
	return local !== undefined && references(local).length === 0;
}
