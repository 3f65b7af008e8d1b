import fc from "fast-check";
import { type FormalStyle, formalStyles } from "./formals-text.ts";
import { type Layout, layouts } from "./layout.ts";
import { noOutputs, type OutputsPlan, outputsPlans } from "./outputs-plan.ts";
import { names, type SitePlan, sites, usually } from "./site-plan.ts";

export interface ModulePlan {
	readonly folder: "" | "/modules" | "/modules/deep";
	readonly sites: readonly SitePlan[];
	readonly formals: FormalStyle;
	readonly extra: readonly string[];
	readonly universal: "none" | "before" | "after";
	readonly ellipsis: boolean;
	readonly shape:
		| "plain"
		| "config"
		| "config-let"
		| "nested-let"
		| "with"
		| "assert"
		| "merge"
		| "curried"
		| "curried-set"
		| "whole";
	/** True if the module imports the next one. */
	readonly importsNext: boolean;
	readonly taken: "none" | "let" | "function" | "with" | "attribute";
	readonly layout: Layout;
}

export interface HostPlan {
	readonly kind: "nixos" | "nixos-user" | "darwin" | "home";
	readonly system: number;
	/** Whether the call or a module gives the system. */
	readonly platform: "call" | "module";
	/** One bit for each module. */
	readonly modules: number;
	readonly userModules: number;
}

export const makers = ["direct", "set", "rec", "helper", "helper-set", "map", "map-set", "generate", "file"] as const;
const argumentShapes = [
	"set",
	"lines",
	"union",
	"union-left",
	"variable",
	"inherit-variable",
	"whole",
	"whole-union",
	"recursive",
	"function",
	"let",
	"missing",
	"parentheses",
	"optional",
] as const;
const outputsShapes = ["open-at", "at-open", "closed-at", "whole", "whole-renamed", "closed", "open", "with"] as const;

export interface FlakePlan {
	readonly hosts: readonly HostPlan[];
	readonly modules: readonly ModulePlan[];
	readonly homeModules: readonly ModulePlan[];
	readonly outputs: (typeof outputsShapes)[number];
	readonly outputsFile: "flake" | "file" | "folder" | "direct";
	readonly formals: FormalStyle;
	readonly body: "plain" | "own-line" | "parentheses" | "assert" | "union" | "rec" | "two-lets";
	readonly access: "inputs" | "direct" | "self" | "renamed";
	readonly arguments: (typeof argumentShapes)[number];
	readonly passesSystem: boolean;
	readonly maker: (typeof makers)[number];
	readonly userArguments: "inline" | "dotted" | "file";
	/** True if the second input is the same flake as the first. */
	readonly stableFollows: boolean;
	readonly unstableName: "nixpkgs-unstable" | "unstable" | "pkgs-unstable";
	readonly taken: "none" | "let" | "arguments" | "instance" | "output";
	readonly takenName: string;
	/** The instances that are made outside of modules. */
	readonly more: OutputsPlan;
	readonly layout: Layout;
	/** Which of the edits that are offered is applied next; used over and over. */
	readonly order: readonly number[];
}

const formalStyle = fc.constantFrom(...formalStyles);
const modules: fc.Arbitrary<ModulePlan> = fc.record({
	folder: fc.constantFrom("", "/modules", "/modules/deep"),
	sites: fc.array(sites, { minLength: 1, maxLength: 2 }),
	formals: formalStyle,
	extra: fc.subarray(["config", "lib", "options", 'flag ? (a: { b, c ? "," }: b)']),
	universal: usually("none", "before", "after"),
	ellipsis: usually(true, false),
	shape: usually(
		"plain",
		"config",
		"config-let",
		"nested-let",
		"with",
		"assert",
		"merge",
		"curried",
		"curried-set",
		"whole",
	),
	importsNext: fc.boolean(),
	taken: usually("none", "let", "function", "with", "attribute"),
	layout: layouts,
});

const hosts: fc.Arbitrary<HostPlan> = fc.record({
	kind: fc.constantFrom("nixos", "nixos", "nixos-user", "darwin", "home"),
	system: fc.nat({ max: 1 }),
	platform: usually("call", "module"),
	modules: fc.integer({ min: 1, max: 7 }),
	userModules: fc.integer({ min: 1, max: 3 }),
});

const parts: { [Name in keyof FlakePlan]: fc.Arbitrary<FlakePlan[Name]> } = {
	hosts: fc.array(hosts, { minLength: 1, maxLength: 4 }),
	modules: fc.array(modules, { minLength: 1, maxLength: 3 }),
	homeModules: fc.array(modules, { minLength: 1, maxLength: 2 }),
	outputs: fc.constantFrom(...outputsShapes),
	outputsFile: usually("flake", "file", "folder", "direct"),
	formals: formalStyle,
	body: fc.constantFrom("plain", "own-line", "parentheses", "assert", "union", "rec", "two-lets"),
	access: usually("inputs", "direct", "self", "renamed"),
	arguments: fc.constantFrom(...argumentShapes),
	passesSystem: fc.boolean(),
	maker: fc.constantFrom(...makers),
	userArguments: fc.constantFrom("inline", "dotted", "file"),
	stableFollows: usually(false, true),
	unstableName: usually("nixpkgs-unstable", "unstable", "pkgs-unstable"),
	taken: usually("none", "let", "arguments", "instance", "output"),
	takenName: fc.constantFrom(...names.slice(0, 4)),
	more: fc.constant(noOutputs),
	layout: layouts,
	order: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }),
};

/** Plans of flakes: every choice is independent of the others, so that a failing one shrinks well. */
export const flakePlans: fc.Arbitrary<FlakePlan> = fc.record(parts);

/** Plans of flakes that make instances in their outputs, in the calls of hosts and in overlays as well. */
export const fullPlans: fc.Arbitrary<FlakePlan> = fc.record({
	...parts,
	hosts: fc.array(hosts, { maxLength: 3 }),
	modules: fc.array(modules, { minLength: 1, maxLength: 2 }),
	more: outputsPlans,
});

/** The path of a module's file. */
export function modulePath({ folder }: ModulePlan, prefix: string, index: number): string {
	return `${folder}/${prefix}${index}.nix`;
}

/** The path from a module's folder to the flake's. */
export function rootFrom(folder: string): string {
	return folder === "" ? "." : folder === "/modules" ? ".." : "../..";
}

/** How special arguments are written, where what the outputs offer allows it. */
export function specialShape(plan: FlakePlan, all: string): FlakePlan["arguments"] {
	// What the imports of a module depend on must be a special argument.
	if (plan.arguments === "missing" && plan.userArguments === "file") return "set";
	const isWhole = plan.arguments === "whole" || plan.arguments === "whole-union";
	if (!isWhole) return plan.arguments;
	return plan.access === "direct" && /^\w+$/.test(all) ? plan.arguments : "set";
}

const shared: readonly FlakePlan["arguments"][] = ["variable", "inherit-variable", "union-left", "whole"];

/** True if modules are given `system`. */
export function passesSystem(plan: FlakePlan): boolean {
	return plan.passesSystem && !shared.includes(plan.arguments);
}

/** The names of all special arguments, if they are simple enough to be listed. */
export function specialNames(plan: FlakePlan): readonly string[] {
	const simple =
		plan.access === "inputs" && plan.taken !== "arguments" && ["set", "lines", "variable"].includes(plan.arguments);
	const passed = plan.more.passed === undefined ? [] : ["passed-pkgs"];
	return simple ? ["inputs", ...(passesSystem(plan) ? ["system"] : []), ...passed] : [];
}
