import { boundAttrs, unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import { boundValue } from "./imports.ts";

/** Names that are bound to each other are followed this far. */
const maxDepth = 8;

/** True for arguments that together only nixpkgs takes. */
export function hasTellingArguments(argument: Expression): boolean {
	const names = namesGiven(argument, 0);
	const has = (name: string) => names.has(name);
	if (has("crossSystem") || has("crossOverlays") || has("localSystem")) return true;
	return has("system") && (has("config") || has("overlays"));
}

/** The names of the attributes that a set may have, as far as they can be seen. */
function namesGiven(argument: Expression, depth: number): ReadonlySet<string> {
	const set = unparenthesized(argument);
	const all = (...parts: readonly Expression[]) =>
		new Set(depth > maxDepth ? [] : parts.flatMap((part) => [...namesGiven(part, depth + 1)]));
	switch (set.kind) {
		case "attrset":
			return new Set(set.bindings.flatMap(boundAttrs).flatMap(({ name }) => name ?? []));
		case "binary":
			return set.operator === "//" ? all(set.left, set.right) : new Set();
		case "if":
			return all(set.consequence, set.alternative);
		case "apply":
			return all(set.argument);
		case "variable": {
			const value = boundValue(set);
			return value === undefined ? new Set() : all(value);
		}
		default:
			return new Set();
	}
}
