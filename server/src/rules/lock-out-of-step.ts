import { declaredAt } from "../flake/declared-inputs.ts";
import type { Flake } from "../flake/flake.ts";
import { type Inputs, inputsOf } from "../flake/input-follows.ts";
import type { Drift } from "../flake/lock-drift.ts";
import type { Inventory } from "../instances/inventory.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Node } from "../syntax/nodes.ts";
import type { Finding, Rule } from "./rule.ts";

/** An input of which flake.nix says one thing and flake.lock another. */
export const lockOutOfStep: Rule = {
	name: "lock-out-of-step",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			const inputs = inputsOf(snapshot, flake);
			if (inputs === undefined || !isWrittenOut(inputs)) continue;
			for (const drift of inputs.drift) yield finding(flake, drift, placeOf(flake, inputs, drift));
		}
	},
};

/** True for a flake.nix that is a set as Nix asks for: of another expression nobody can tell what it declares. */
function isWrittenOut({ file }: Inputs): boolean {
	return unparenthesized(file.tree.root).kind === "attrset";
}

/** Where an input is named, or the nearest input around it; of one that is not declared at all, `inputs` itself. */
function placeOf({ path: flake, ...outputs }: Flake, { file, declared }: Inputs, { path, kind }: Drift): Node {
	const named = declaredAt(declared, path) ?? declaredAt(declared, path.slice(0, 1));
	if (named !== undefined) return named.name;
	const formals = outputs.outputsFile === flake ? outputs.outputsFunction?.formals?.formals : undefined;
	const formal = kind === "not declared" ? undefined : formals?.find(({ name }) => name === path[0]);
	return formal ?? nameIn(file.tree.root) ?? file.tree.root;
}

/** The first `inputs` or, without any, the first name of a flake.nix. */
function nameIn(root: Expression): Node | undefined {
	if (root.kind !== "attrset") return undefined;
	const names = root.bindings.flatMap((binding) => (binding.kind === "binding" ? binding.path.attrs.slice(0, 1) : []));
	return names.find(({ name }) => name === "inputs") ?? names[0];
}

function finding({ path: file }: Flake, { path, kind }: Drift, { start, end }: Node): Finding {
	const input = `‘${path.join("/")}’`;
	const reasons: Readonly<Record<Drift["kind"], string>> = {
		"not locked": `flake.lock does not have the input ${input}`,
		"not declared": `flake.lock has an input ${input} that flake.nix does not declare`,
		reference: `flake.lock was made for another reference of the input ${input}`,
		follows: `flake.lock and flake.nix do not agree on what the input ${input} follows`,
	};
	return {
		rule: lockOutOfStep.name,
		severity: "information",
		path: file,
		range: { start, end },
		message: `${reasons[kind]}. ‘nix flake lock’ brings it up to date.`,
		related: [],
	};
}
