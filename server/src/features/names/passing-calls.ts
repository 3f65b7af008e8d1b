import { alternatives } from "../../flake/choices.ts";
import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Evaluation } from "../../flake/evaluation.ts";
import { lookUp } from "../../flake/names.ts";
import type { Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { keptByTree } from "../../instances/kept-by-tree.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Apply, Attrset, Expression } from "../../syntax/nodes.ts";
import { descendants } from "../../syntax/walk.ts";
import { instancesOf } from "./instances.ts";

const seen = new WeakMap<Inventory, Set<string>>();

/**
 * Makes the calls that pass on an instance by `name`, or a set that has one. The inventory asks for no more values than
 * it needs, and what a call gives on is only known once it is made.
 */
export function makePassingCalls(inventory: Inventory, name: string): void {
	const { evaluation, snapshot } = inventory;
	const names = seen.get(inventory) ?? new Set();
	seen.set(inventory, names);
	if (names.has(name)) return;
	names.add(name);
	const made = new Map<Apply, number>();
	for (let before = -1; before < evaluation.calls.functions().size; ) {
		before = evaluation.calls.functions().size;
		for (const path of snapshot.paths()) {
			const tree = path.endsWith(".nix") ? snapshot.file(path)?.tree : undefined;
			for (const call of tree === undefined ? [] : callsIn(tree)) makeCall(evaluation, path, call, name, made);
		}
	}
}

/** The calls of a file whose argument is a name, or a set written in place, or made of these. */
const callsIn = keptByTree(({ root }) => {
	const found: Apply[] = [];
	for (const node of descendants(root))
		if (node.kind === "apply" && partsOf(node.argument).length > 0) found.push(node);
	return found;
});

/** The names and sets that an argument is made of. */
function partsOf(argument: Expression): readonly Expression[] {
	const node = unparenthesized(argument);
	if (node.kind === "binary" && node.operator === "//") return [...partsOf(node.left), ...partsOf(node.right)];
	return node.kind === "variable" || node.kind === "attrset" ? [node] : [];
}

function makeCall(evaluation: Evaluation, path: string, call: Apply, name: string, made: Map<Apply, number>): void {
	const parts = partsOf(call.argument).filter((part) => part.kind !== "attrset" || binds(part, name));
	if (parts.length === 0) return;
	const { environments, assumed } = contextsOf(evaluation, path, call);
	if (assumed || made.get(call) === environments.length) return;
	made.set(call, environments.length);
	for (const environment of environments) {
		if (!parts.some((part) => part.kind === "attrset" || passes(evaluation, part, environment, name))) continue;
		for (const value of alternatives(evaluation.evaluate(call, environment))) askForItems(value);
	}
}

/** True if a variable is an instance of that name, or a set that has one. */
function passes(evaluation: Evaluation, part: Expression, environment: Environment, name: string): boolean {
	const slot = part.kind === "variable" ? lookUp(evaluation, part.name, environment) : "no name";
	if (typeof slot === "string" || part.kind !== "variable") return false;
	const value = slot.thunk.force();
	if (part.name === name) return instancesOf(value).length > 0;
	return alternatives(value).some((set) => set.kind === "attrs" && set.brand === undefined && set.entries.has(name));
}

function binds({ bindings }: Attrset, name: string): boolean {
	return bindings.some((binding) =>
		binding.kind === "inherit"
			? binding.attrs.some((attr) => attr.name === name)
			: binding.path.attrs.length === 1 && binding.path.attrs[0]?.name === name,
	);
}

/** What a call gives may be made of calls itself. */
function askForItems(value: Value): void {
	if (value.kind === "list") for (const item of value.items) item.force();
}
