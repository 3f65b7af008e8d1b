import type { Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Local } from "../../semantics/scopes.ts";
import { type Completion, plain } from "./completion-item.ts";
import { moduleArguments } from "./module-arguments.ts";
import type { Typed } from "./place.ts";
import { exampleNames } from "./platform-values.ts";
import { holderName, inputNames } from "./sources.ts";

/**
 * The attributes of what a name stands for: the inputs of the flake, what a special argument has in it, the example
 * platforms. Those of package sets and of nixpkgs' library are left to others.
 */
export function attributesOf(
	inventory: Inventory,
	path: string,
	{ of, steps }: Extract<Typed, { readonly kind: "attribute" }>,
	names: ReadonlyMap<string, Local>,
): readonly Completion[] {
	const [last, beforeLast] = steps.toReversed();
	if (last === "pkgsCross" || (last === "examples" && (beforeLast ?? of.name) === "systems")) return exampleNames();
	if (steps.length > 0) return [];
	if (of.name === holderName(inventory, path, names)) return inputNames(inventory, path);
	if (names.get(of.name)?.kind !== "formal") return [];
	const argument = moduleArguments(inventory, path).get(of.name);
	const found = new Set(argument?.values.flatMap(attributeNames));
	return plain([...found], { kind: "attribute", detail: `in the special argument ${of.name}`, commit: ["."] });
}

function attributeNames(value: Value): readonly string[] {
	if (value.kind !== "attrs" || (value.brand !== undefined && value.brand.kind !== "self")) return [];
	return [...value.entries.keys()].filter((name) => /^[A-Za-z][\w'-]*$/.test(name));
}
