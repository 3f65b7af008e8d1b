import type { ReportedNixpkgs } from "../../instances/reported-nixpkgs.ts";

/** The part of a chart that leads from flakes over inputs to nixpkgs. */
export interface InputChart {
	/** All flakes and inputs with their names. */
	readonly nodes: readonly { readonly name: string; readonly label: string; readonly isFlake: boolean }[];
	readonly edges: readonly { readonly from: string; readonly to: string; readonly follows: boolean }[];
}

/** Draws the inputs that lead to a nixpkgs. `nodeOf` names the node of a nixpkgs by its id, `nameOf` a flake. */
export function inputChart(all: readonly ReportedNixpkgs[], nodeOf: (id: string) => string): InputChart {
	const nodes = new Map<string, InputChart["nodes"][number]>();
	const edges = new Map<string, InputChart["edges"][number]>();
	const nodeAt = (key: string, label: string, isFlake: boolean): string => {
		const known = nodes.get(key) ?? { name: `${isFlake ? "flake" : "input"}${nodes.size}`, label, isFlake };
		nodes.set(key, known);
		return known.name;
	};
	const connect = (from: string, to: string, follows: boolean) => {
		const key = `${from} ${to}`;
		if (!edges.has(key)) edges.set(key, { from, to, follows });
	};
	for (const { id, flake, inputs } of all) {
		for (const [index, input] of inputs.entries()) {
			const steps = input.split("/");
			let from = nodeAt(flake, flake, true);
			for (const [depth, step] of steps.slice(0, -1).entries()) {
				const to = nodeAt(`${flake} ${steps.slice(0, depth + 1).join("/")}`, step, false);
				connect(from, to, false);
				from = to;
			}
			connect(from, nodeOf(id), index > 0);
		}
	}
	return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
