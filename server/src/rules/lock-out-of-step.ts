import { type DeclaredInput, declaredAt, declaredInputs } from "../flake/declared-inputs.ts";
import type { Flake } from "../flake/flake.ts";
import { type Drift, lockDrift } from "../flake/lock-drift.ts";
import { graphOf } from "../flake/lock-graph.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Expression, Formal, Node } from "../syntax/nodes.ts";
import type { Finding, Rule } from "./rule.ts";

/** An input of which flake.nix says one thing and flake.lock another. */
export const lockOutOfStep: Rule = {
	name: "lock-out-of-step",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			const root = snapshot.file(flake.path)?.tree.root;
			if (root === undefined || flake.lock.kind !== "read") continue;
			const [declared, formals] = [declaredInputs(root), formalsOf(flake)];
			for (const drift of lockDrift(graphOf(flake.lock.lock), declared, formals.keys())) {
				yield finding(flake, drift, placeOf(drift, root, declared, formals));
			}
		}
	},
};

/** What Nix makes inputs of besides those that are declared: what the outputs function names. */
function formalsOf({ path, outputsFile, outputsFunction }: Flake): ReadonlyMap<string, Formal> {
	const formals = outputsFile === path ? outputsFunction?.formals?.formals : undefined;
	return new Map(formals?.map((formal) => [formal.name, formal]));
}

/** Where an input is named, or the nearest input around it; of one that is not declared at all, `inputs` itself. */
function placeOf(
	{ path, kind }: Drift,
	root: Expression,
	declared: ReadonlyMap<string, DeclaredInput>,
	formals: ReadonlyMap<string, Formal>,
): Node {
	const named = declaredAt(declared, path) ?? declaredAt(declared, path.slice(0, 1));
	if (named !== undefined) return named.name;
	const formal = kind === "not declared" ? undefined : formals.get(path[0] ?? "");
	return formal ?? namesOfRoot(root) ?? root;
}

/** The first `inputs` or, without any, the first name of a flake.nix. */
function namesOfRoot(root: Expression): Node | undefined {
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
