import { indented } from "./import-text.ts";
import { note } from "./layout.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { type FlakePlan, passesSystem, specialShape } from "./plan.ts";

/** The bindings that special arguments consist of. `system` is how the host's is named at the place. */
export function coreBindings({ plan, all, input }: Omit<OutputsScope, "root">, system: string): string[] {
	const bindings = [...accessBindings(plan, all, input)];
	if (passesSystem(plan)) bindings.push(system === "system" ? "inherit system;" : `system = ${system};`);
	if (plan.taken === "arguments" && !inputNames(plan).includes(plan.takenName))
		bindings.push(`${plan.takenName} = "taken";`);
	return bindings;
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
