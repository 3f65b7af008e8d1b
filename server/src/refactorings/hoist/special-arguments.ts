import type { Environment } from "../../flake/environment.ts";
import type { Host } from "../../flake/host.ts";
import { attribute } from "../../flake/select.ts";
import type { Attr, AttrBinding, Attrset, Binding, Expression, Inherit } from "../../syntax/nodes.ts";

/** Where a host's special arguments are written. */
export interface ArgumentsPlace {
	readonly path: string;
	/** The set that new arguments are added to, or an expression that a union is made of. */
	readonly target:
		| { readonly kind: "set"; readonly set: Attrset }
		| { readonly kind: "union"; readonly expression: Expression }
		| Inherited
		| Missing
		| Dotted;
	/** What names mean at the place, for each host that is made there. */
	readonly contexts: readonly { readonly host: Host; readonly environment: Environment }[];
}

/** There are none yet: a binding of this name goes into the set, or before the binding given. */
export interface Missing {
	readonly kind: "missing";
	readonly name: string;
	readonly set: Attrset;
	readonly before: Binding | undefined;
}

/** They are bound one by one, as in `specialArgs.a = 1;`: a binding of its own follows those. */
export interface Dotted {
	readonly kind: "dotted";
	readonly set: Attrset;
	readonly after: AttrBinding;
	/** How many steps of its path lead to the arguments. */
	readonly steps: number;
}

/** They are inherited: a union with what is inherited takes the place of that. */
export interface Inherited {
	readonly kind: "inherited";
	readonly inherit: Inherit;
	readonly attr: Attr;
	readonly name: string;
}

/** The node that a place is known by. */
export function nodeOf({ target }: ArgumentsPlace): Expression | Attr {
	if (target.kind === "inherited") return target.attr;
	return target.kind === "union" ? target.expression : target.set;
}

/** The name of the argument that carries special arguments, for a kind of host. */
export function argumentName(host: Host): "specialArgs" | "extraSpecialArgs" {
	return host.kind === "nixos" || host.kind === "darwin" ? "specialArgs" : "extraSpecialArgs";
}

/** The special argument of a host by name. */
export function specialArgument(host: Host, name: string) {
	return attribute(host.specialArgs.force(), name);
}
