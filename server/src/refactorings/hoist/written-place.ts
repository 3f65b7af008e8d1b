import { letScope } from "../../flake/bindings.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Host } from "../../flake/host.ts";
import { lookUp } from "../../flake/names.ts";
import type { Origin, Place, Slot, Thunk } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { AttrBinding, Node } from "../../syntax/nodes.ts";
import { refuse } from "../refusal.ts";
import type { ArgumentsPlace, Dotted } from "./special-arguments.ts";

/** The place at which what a slot holds is written. */
export function writtenPlace(inventory: Inventory, host: Host, slot: Slot, name: string): ArgumentsPlace {
	const value = slot.thunk.force();
	const origin = follow(inventory, slot.thunk);
	if (value.kind !== "attrs") {
		const why = value.kind === "unknown" ? `: ${value.reason}` : "";
		return refuse(`what ${name} of ${hostName(host)} holds is not known${why}`);
	}
	if (origin === undefined) return refuse(`where ${name} of ${hostName(host)} is written is not known`);
	return placeIn(inventory, host, origin);
}

/** The set at the end of what gives special arguments, or all of it where it ends in none. */
export function placeIn(inventory: Inventory, host: Host, origin: Origin): ArgumentsPlace {
	const { expression, environment } = innermost(inventory, origin);
	const end = unparenthesized(expression);
	const last = end.kind === "binary" && end.operator === "//" ? unparenthesized(end.right) : end;
	const target = last.kind === "attrset" ? { kind: "set" as const, set: last } : { kind: "union" as const, expression };
	return { path: environment.file, target, contexts: [{ host, environment }] };
}

/** What a `let … in` gives, with the scope that it opens; any other expression is the innermost itself. */
function innermost(inventory: Inventory, { expression, environment }: Origin): Origin {
	const node = unparenthesized(expression);
	if (node.kind === "assert") return innermost(inventory, { expression: node.body, environment });
	if (node.kind !== "let") return { expression, environment };
	const inside = letScope(inventory.evaluation, node, environment);
	return innermost(inventory, { expression: node.body, environment: inside });
}

/** The last of the bindings that give arguments one by one, if the name of all of them is written in such a binding. */
export function dottedTarget(definedAt: Place | undefined, name: string): Dotted | undefined {
	const first = definedAt?.node.parent?.parent;
	const set = first?.parent;
	if (first?.kind !== "binding" || set?.kind !== "attrset") return undefined;
	const steps = first.path.attrs.findIndex((attr) => attr.name === name) + 1;
	const path = staticPath(first.path)?.slice(0, steps).join(".");
	if (steps === 0 || steps === first.path.attrs.length || path === undefined) return undefined;
	const others = set.bindings.filter((binding): binding is AttrBinding => binding.kind === "binding");
	const same = others.filter((binding) => staticPath(binding.path)?.slice(0, steps).join(".") === path);
	return { kind: "dotted", set, after: same.at(-1) ?? first, steps };
}

/** The expression that a value is written as, through variables that only pass it on. */
export function follow(inventory: Inventory, thunk: Thunk): Origin | undefined {
	let origin = thunk.origin;
	for (let hops = 0; hops < 16 && origin !== undefined; hops++) {
		const expression = unparenthesized(origin.expression);
		if (expression.kind !== "variable") return origin;
		const slot = lookUp(inventory.evaluation, expression.name, origin.environment);
		if (typeof slot === "string" || slot.thunk.origin === undefined) return origin;
		if (slot.thunk.origin.environment.file !== origin.environment.file) return origin;
		origin = slot.thunk.origin;
	}
	return origin;
}

/** In a recursive set, its own attributes are in scope. */
export function insideOf(set: Node | undefined, environment: Environment): Environment {
	return (set?.kind === "attrset" && set.recursive && environment.opened(set)) || environment;
}
