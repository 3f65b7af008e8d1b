import { argumentsBinding, argumentsModule, coreBindings, passedModule } from "./arguments-text.ts";
import { note } from "./layout.ts";
import { homeModules, moduleReference } from "./module-choice.ts";
import { inputName, set } from "./module-text.ts";
import { noOutputs } from "./outputs-plan.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { type FlakePlan, type HostPlan, passesSystem } from "./plan.ts";

/** The modules that give a machine its user. */
export function userModules(scope: OutputsScope, host: HostPlan, system: string): string[] {
	const { plan, input, root } = scope;
	if (plan.userArguments === "file") return [`${root}/users.nix`];
	const modules = homeModules(plan, host).map((index) => moduleReference(scope, plan.homeModules[index], "h", index));
	const given = argumentsBinding(scope, "extraSpecialArgs", `"${system}"`);
	const me = `users.me = { imports = [ ${[...modules, ...passedModule(scope, false), ...argumentsModule(scope, `"${system}"`)].join(" ")} ]; };`;
	const bindings = ["useGlobalPkgs = true;", ...given, me];
	const module =
		plan.userArguments === "dotted"
			? set(
					bindings.map((binding) =>
						binding.startsWith("inherit")
							? `home-manager.extraSpecialArgs = extraSpecialArgs;`
							: `home-manager.${binding}`,
					),
				)
			: `{\n  home-manager = ${set(bindings).replaceAll("\n", "\n  ")};\n}`;
	return [`${input("home-manager")}.nixosModules.home-manager`, module];
}

/** `users.nix`: a module that gives home-manager its arguments from its own. */
export function usersFile(plan: FlakePlan): string {
	const input = {
		inputs: (name: string) => `inputs.${name}`,
		direct: (name: string) => name,
		self: (name: string) => `self.inputs.${name}`,
		renamed: (name: string) =>
			name === inputName(plan, "unstable")
				? "flakes.unstable"
				: name === "nixpkgs-stable"
					? "flakes.stable"
					: name === "nixpkgs"
						? "flakes.own"
						: "flakes.home",
	}[plan.access];
	const formals = { inputs: ["inputs"], direct: [...inputNames(plan)], self: ["self"], renamed: ["flakes"] }[
		plan.access
	];
	if (passesSystem(plan)) formals.push("system");
	const all = {
		inputs: "inputs",
		direct: `{ inherit ${inputNames(plan).join(" ")}; }`,
		self: "self.inputs",
		renamed: `{ ${inputName(plan, "unstable")} = flakes.unstable; nixpkgs-stable = flakes.stable; nixpkgs = flakes.own; }`,
	}[plan.access];
	const inherited = {
		inputs: "inherit inputs;",
		direct: `inherit ${inputNames(plan).join(" ")};`,
		self: "inherit self;",
		renamed: "inherit flakes;",
	}[plan.access];
	const core = [
		inherited,
		...coreBindings(
			{
				plan: { ...plan, more: noOutputs },
				all,
				input: (name) => (name === "self" ? "self" : input(name)),
				root: ".",
			},
			"system",
		).slice(1),
	];
	const modules = plan.homeModules.map((module, index) => moduleReference({ all, root: "." }, module, "h", index));
	return `{ ${formals.join(", ")}, ... }:\n${set([
		`imports = [ ${input("home-manager")}.nixosModules.default ]; ${note}`,
		"home-manager.useGlobalPkgs = true;",
		`home-manager.extraSpecialArgs = { ${core.join(" ")} };`,
		`home-manager.users.me = { imports = [ ${modules.join(" ")} ]; };`,
	])}`;
}
