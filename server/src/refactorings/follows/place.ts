import type { DeclaredInput } from "../../flake/declared-inputs.ts";
import type { Flake } from "../../flake/flake.ts";
import { type Inputs, inputsOf } from "../../flake/input-follows.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Binding } from "../../syntax/nodes.ts";
import { contains, type Range, touches } from "../../text/range.ts";

/** The flake whose inputs a refactoring is asked to change. */
export interface FlakeHere {
	readonly flake: Flake;
	readonly inputs: Inputs;
}

/** An input of a flake that a refactoring is asked to change. */
export interface InputHere extends FlakeHere {
	readonly name: string;
	readonly declared: DeclaredInput;
}

/** The flake that a file declares inputs of, with a lock that can be read. */
export function flakeHere({ snapshot, flakes }: Inventory, path: string): FlakeHere | undefined {
	const flake = flakes.find((each) => each.flake.path === path)?.flake;
	const inputs = flake && inputsOf(snapshot, flake);
	return flake && inputs && { flake, inputs };
}

/** The input that a range of a flake.nix stands in. Inputs whose text can't be parsed whole are none. */
export function inputHere(inventory: Inventory, path: string, range: Range): InputHere | undefined {
	const here = flakeHere(inventory, path);
	if (here === undefined) return undefined;
	const { file, declared } = here.inputs;
	for (const [name, input] of declared) {
		const isHere = input.bindings.some((binding) => contains(binding, range));
		const isBroken = file.tree.errors.some((error) => input.bindings.some((binding) => touches(error, binding)));
		if (isHere && !isBroken) return { ...here, name, declared: input };
	}
	return undefined;
}

/** True for a range inside of what a flake.nix says about its inputs, all of which can be parsed. */
export function isAmongInputs({ inputs: { file, declared } }: FlakeHere, range: Range): boolean {
	const bindings = inputsBindings(file);
	const isBroken = file.tree.errors.some((error) => bindings.some((binding) => touches(error, binding)));
	return declared.size > 0 && !isBroken && bindings.some((binding) => contains(binding, range));
}

/** The bindings of a flake.nix that begin with `inputs`. */
function inputsBindings({ tree }: SourceFile): readonly Binding[] {
	const root = unparenthesized(tree.root);
	const bindings = root.kind === "attrset" ? root.bindings : [];
	return bindings.filter((each) => each.kind === "binding" && each.path.attrs[0]?.name === "inputs");
}
