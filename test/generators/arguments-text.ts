import { callText, indented, type SiteScope } from "./import-text.ts";
import { note } from "./layout.ts";
import { inputName, letText } from "./module-text.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { type FlakePlan, passesSystem, specialShape } from "./plan.ts";

/** The bindings that special arguments consist of. `system` is how the host's is named at the place. */
export function coreBindings({ plan, all, input, root }: OutputsScope, system: string): string[] {
	const bindings = [...accessBindings(plan, all, input), ...passedBindings(plan, input, root, system)];
	if (passesSystem(plan)) bindings.push(system === "system" ? "inherit system;" : `system = ${system};`);
	if (plan.taken === "arguments" && !inputNames(plan).includes(plan.takenName))
		bindings.push(`${plan.takenName} = "taken";`);
	return bindings;
}

/** An instance that is made where the arguments are. */
function passedBindings(plan: FlakePlan, input: OutputsScope["input"], root: string, system: string): string[] {
	const site = plan.more.passed;
	if (site === undefined) return [];
	const source = input(inputName(plan, site.source));
	const scope: SiteScope = { root, source, system: system || undefined, pkgs: undefined, used: new Set(), beside: [] };
	const call = callText(site, scope);
	return [`passed-pkgs = ${letText(scope.beside, call)};`];
}

/** The module by which a host uses the instance that it is passed. */
export function passedModule({ plan, all }: OutputsScope, isMachine: boolean): string[] {
	const isPassed = specialShape(plan, all) !== "whole" || (isMachine && plan.maker === "file");
	if (plan.more.passed === undefined || !isPassed) return [];
	return ["({ passed-pkgs, ... }: { custom.passed = [ passed-pkgs.hello ]; })"];
}

function accessBindings(plan: FlakePlan, all: string, input: (name: string) => string): string[] {
	switch (plan.access) {
		case "inputs":
			return [all === "inputs" ? "inherit inputs;" : `inputs = ${all};`];
		case "direct":
			return input("nixpkgs-stable") === "nixpkgs-stable"
				? [`inherit ${inputNames(plan).join(" ")};`]
				: [`inherit (${all}) ${inputNames(plan).join(" ")};`];
		case "self":
			return [input("self") === "self" ? "inherit self;" : `self = ${input("self")};`];
		case "renamed":
			return [
				`flakes = { unstable = ${input(plan.unstableName)}; stable = ${input("nixpkgs-stable")}; own = ${input("nixpkgs")}; home = ${input("home-manager")}; };`,
			];
	}
}

/** The binding of special arguments called `name` in a host's call; none where they come in another way. */
export function argumentsBinding(scope: OutputsScope, name: string, system: string): string[] {
	const core = coreBindings(scope, system);
	const inline = `{ ${core.join(" ")} }`;
	const value = () => {
		switch (specialShape(scope.plan, scope.all)) {
			case "set":
				return inline;
			case "lines":
				return `{\n  ${note}\n${core.map((binding) => `  ${binding} ${note}\n`).join("")}}`;
			case "union":
				return `${inline} // { user = "me"; }`;
			case "union-left":
				return `{ user = "me"; } // commonArgs`;
			case "variable":
				return "commonArgs";
			case "inherit-variable":
				return "specialArgs";
			case "whole":
				return scope.all;
			case "whole-union":
				return `${scope.all} // { ${core.join(" ")} user = "me"; }`;
			case "recursive":
				return `rec { ${core.join(" ")} user = "me"; greeting = "hello \${user}"; }`;
			case "function":
				return `makeArgs ${/^["\w]/.test(system) ? system : `(${system})`}`;
			case "let":
				return `let user = "me"; in { ${core.join(" ")} inherit user; }`;
			case "parentheses":
				return `(${inline})`;
			case "optional":
				return `${scope.input("nixpkgs")}.lib.optionalAttrs true ${inline}`;
			case "missing":
				return undefined;
		}
	};
	const text = value();
	if (text === undefined) return [];
	if (text === name) return [`inherit ${name};`];
	return [`${name} = ${text}; ${note}`];
}

/** A module that gives what there is no special argument for. */
export function argumentsModule(scope: OutputsScope, system: string): string[] {
	return specialShape(scope.plan, scope.all) === "missing"
		? [`{ _module.args = { ${coreBindings(scope, system).join(" ")} }; }`]
		: [];
}

/** What the outputs' `let` has for special arguments. */
export function argumentsLets(scope: OutputsScope): string[] {
	switch (specialShape(scope.plan, scope.all)) {
		case "union-left":
		case "variable":
			return [`commonArgs = {\n${indented(coreBindings(scope, "").join("\n"), "  ")}\n};`];
		case "inherit-variable":
			return [`specialArgs = { ${coreBindings(scope, "").join(" ")} }; ${note}`];
		case "function":
			return [`makeArgs = system: { ${coreBindings(scope, "system").join(" ")} };`];
		default:
			return [];
	}
}
