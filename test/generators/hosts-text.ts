import { argumentsBinding, argumentsLets, argumentsModule, passedModule } from "./arguments-text.ts";
import { note } from "./layout.ts";
import { homeModules, hostModules, moduleReference } from "./module-choice.ts";
import { set } from "./module-text.ts";
import type { OutputsScope } from "./outputs-scope.ts";
import { overlayModule } from "./overlay-text.ts";
import { type FlakePlan, type HostPlan, passesSystem, specialShape } from "./plan.ts";
import { systems } from "./site-plan.ts";
import { userModules } from "./users-text.ts";

/** One machine, as text. */
interface Machine {
	readonly name: string;
	/** Empty if a module gives it. */
	readonly system: string;
	readonly modules: string;
}

/** The bindings of the outputs that are hosts. */
export function hostBindings(scope: OutputsScope): string[] {
	const { plan, input } = scope;
	const named = plan.hosts.map((host, index) => ({ host, name: `host-${index}` }));
	const machines = named.flatMap(({ host, name }) =>
		host.kind.startsWith("nixos") ? [machine(scope, host, name)] : [],
	);
	const others = named.flatMap(({ host, name }) => {
		const system = systems[host.system] ?? systems[0];
		if (host.kind === "darwin") {
			const own = { ...machine(scope, host, name), system: `"${system.replace("linux", "darwin")}"` };
			return [`darwinConfigurations.${name} = ${input("darwin")}.lib.darwinSystem ${callSet(scope, own)};`];
		}
		if (host.kind !== "home") return [];
		const modules = homeModules(plan, host).map((index) => moduleReference(scope, plan.homeModules[index], "h", index));
		const more = [
			...passedModule(scope, false),
			...(plan.more.overlay?.place === "module" ? overlayModule(scope) : []),
		];
		return [
			`homeConfigurations.${name} = ${input("home-manager")}.lib.homeManagerConfiguration ${set([
				`pkgs = ${input("nixpkgs")}.legacyPackages.${system};`,
				...argumentsBinding(scope, "extraSpecialArgs", `"${system}"`),
				`modules = [ ${[...modules, ...more, ...argumentsModule(scope, `"${system}"`)].join(" ")} ];`,
			])};`,
		];
	});
	return [...(machines.length === 0 ? [] : nixosBindings(scope, machines)), ...others];
}

/** What the outputs' `let` has for hosts. */
export function hostLets(scope: OutputsScope): string[] {
	const { plan, all, root } = scope;
	const call = maker(scope);
	const helper = {
		helper: [`makeHost = system: modules: ${call};`],
		"helper-set": [`makeHost = { system, modules }: ${note}\n  ${call};`],
		file: [`makeHost = import ${root}/lib/make-host.nix { inputs = ${all}; };`],
		generate: [
			`systemOf = { ${plan.hosts.map((host, index) => `host-${index} = "${systems[host.system]}";`).join(" ")} };`,
		],
	}[plan.maker as string];
	return [...argumentsLets(scope), ...(helper ?? [])];
}

function maker(scope: OutputsScope): string {
	return `${scope.input("nixpkgs")}.lib.nixosSystem {\n    inherit system${specialShape(scope.plan, scope.all) === "missing" ? "" : " modules"};\n${[
		...argumentsBinding(scope, "specialArgs", "system"),
		...argumentsModule(scope, "system").map((module) => `modules = modules ++ [ ${module} ];`),
	]
		.map((binding) => `    ${binding.replaceAll("\n", "\n    ")}\n`)
		.join("")}  }`;
}

/** `lib/make-host.nix`. */
export function makerFile({ plan }: OutputsScope): string {
	const inFile: OutputsScope = {
		plan: { ...plan, arguments: "set", passesSystem: passesSystem(plan) },
		all: "inputs",
		input: (name) => `inputs.${name}`,
		root: "..",
	};
	return `${note}\n{ inputs }:\n{ system, modules }:\n${maker(inFile).replaceAll("\n  ", "\n")}`;
}

function nixosBindings(scope: OutputsScope, machines: readonly Machine[]): string[] {
	const { plan, input } = scope;
	const call = `${input("nixpkgs")}.lib.nixosSystem`;
	const each = (write: (machine: Machine) => string) => machines.map((one) => `${one.name} = ${write(one)};`);
	const as = (bindings: readonly string[]) => bindings.map((binding) => `nixosConfigurations.${binding}`);
	const [first] = machines;
	switch (plan.maker) {
		case "direct":
			return as(each((one) => `${call} ${callSet(scope, one)}`));
		case "set":
			return [`nixosConfigurations = ${set(each((one) => `${call} ${callSet(scope, one)}`))};`];
		case "rec":
			return as(each((one) => `${call} rec ${callSet(scope, one, one.system === "" ? undefined : "system")}`));
		case "helper":
			return as(each(({ system, modules }) => `makeHost ${system || "null"} ${modules}`));
		case "helper-set":
		case "file":
			return as(
				each(({ system, modules }) => `makeHost {\n  system = ${system || "null"};\n  modules = ${modules};\n}`),
			);
		case "map":
			return [
				`nixosConfigurations = builtins.mapAttrs (name: system: ${call} ${callSet(scope, { ...(first as Machine), system: "system" })}) {\n${each(
					({ system }) => system || "null",
				)
					.map((text) => `  ${text}\n`)
					.join("")}};`,
			];
		case "map-set":
			return [
				`nixosConfigurations = builtins.mapAttrs\n  (name: host: ${call} ${callSet(scope, { name: "", system: "host.system", modules: "host.modules" })})\n  ${set(each(({ system, modules }) => `{ system = ${system || "null"}; modules = ${modules}; }`))};`,
			];
		case "generate":
			return [
				`nixosConfigurations = ${input("nixpkgs")}.lib.genAttrs [ ${machines.map(({ name }) => `"${name}"`).join(" ")} ] (name: ${call} ${callSet(scope, { ...(first as Machine), system: "systemOf.${name}" })});`,
			];
	}
}

function callSet(scope: OutputsScope, { system, modules }: Machine, named = system): string {
	const literal = named || '"x86_64-linux"';
	const more = argumentsModule(scope, literal);
	return set([
		...(system === "" ? [] : [system === "system" ? `inherit system; ${note}` : `system = ${system}; ${note}`]),
		...argumentsBinding(scope, "specialArgs", literal),
		`modules = ${more.length === 0 ? modules : `${modules} ++ [ ${more.join(" ")} ]`};`,
	]);
}

function machine(scope: OutputsScope, host: HostPlan, name: string): Machine {
	const { plan } = scope;
	const system = systems[host.system] ?? systems[0];
	const own = hostModules(plan, host).map((index) => moduleReference(scope, plan.modules[index], "m", index));
	const platform = isGivenByModule(plan, host)
		? [`({ lib, ... }: { nixpkgs.hostPlatform = lib.mkDefault "${system}"; })`]
		: [];
	const users = host.kind === "nixos-user" ? userModules(scope, host, system) : [];
	const isNixos = host.kind !== "darwin";
	const all = [...own, ...platform, ...users, ...passedModule(scope, isNixos), ...overlayModule(scope)];
	return {
		name,
		system: platform.length === 0 ? `"${system}"` : "",
		modules:
			all.length > 1
				? `[\n${all.map((module) => `  ${module.replaceAll("\n", "\n  ")} ${note}\n`).join("")}]`
				: `[ ${all.join(" ")} ]`,
	};
}

/** A helper that passes the system on has to be given it. */
function isGivenByModule(plan: FlakePlan, { platform }: HostPlan): boolean {
	const alone = plan.maker === "direct" || plan.maker === "set" || plan.maker === "rec";
	const shared = plan.maker === "generate" || plan.maker === "map" || passesSystem(plan);
	return platform === "module" && (alone || (!shared && plan.more.passed === undefined));
}
