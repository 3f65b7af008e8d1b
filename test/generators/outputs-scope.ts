import type { FlakePlan } from "./plan.ts";

/** What the outputs offer to the places in them. */
export interface OutputsScope {
	readonly plan: FlakePlan;
	/** All inputs together. */
	readonly all: string;
	/** How an input is named there. */
	readonly input: (name: string) => string;
	/** The path from the folder of the outputs' file to the flake's. */
	readonly root: string;
}

/** The inputs of a planned flake. */
export function inputNames(plan: FlakePlan): readonly string[] {
	const more = plan.more.systems.startsWith("flake-utils") ? ["flake-utils"] : [];
	return ["nixpkgs", plan.unstableName, "nixpkgs-stable", "home-manager", "darwin", ...more];
}

/** What a plan's outputs, in a file, offer. */
export function outputsScope(plan: FlakePlan, path: string): OutputsScope {
	const root = path.startsWith("/nix/") ? ".." : ".";
	const inSet = (name: string) => (text: string) => `${name}.${text}`;
	const plain = (text: string) => text;
	switch (plan.outputs) {
		case "open-at":
		case "at-open":
			return {
				plan,
				all: "inputs",
				input: (name) => (/^(nixpkgs|home-manager|darwin|self)$/.test(name) ? name : `inputs.${name}`),
				root,
			};
		case "closed-at":
		case "with":
			return { plan, all: "inputs", input: plain, root };
		case "whole":
			return { plan, all: "inputs", input: inSet("inputs"), root };
		case "whole-renamed":
			return { plan, all: "attrs", input: inSet("attrs"), root };
		case "closed":
			return { plan, all: `{ inherit self ${inputNames(plan).join(" ")}; }`, input: plain, root };
		case "open": {
			const named = plan.access !== "self";
			const input = (name: string) =>
				named || /^(nixpkgs|home-manager|darwin|flake-utils|self)$/.test(name) ? name : `self.inputs.${name}`;
			return { plan, all: "(self.inputs // { inherit self; })", input, root };
		}
	}
}
