import { argumentsBinding, argumentsLets, argumentsModule, coreBindings, passedModule } from "./arguments-text.ts";
import { note } from "./layout.ts";
import { inputName, set } from "./module-text.ts";
import { noOutputs } from "./outputs-plan.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { overlayModule } from "./overlay-text.ts";
import { type FlakePlan, type HostPlan, type ModulePlan, modulePath, passesSystem, specialShape } from "./plan.ts";
import { systems } from "./site-plan.ts";

/** The modules of a machine. */
export function hostModules({ modules }: FlakePlan, host: HostPlan): readonly number[] {
	return host.kind === "home" ? [] : chosen(host.modules, modules.length);
}

/** The modules of a home-manager configuration or user. */
export function homeModules(plan: FlakePlan, host: HostPlan): readonly number[] {
	if (host.kind !== "home" && host.kind !== "nixos-user") return [];
	const all = plan.userArguments === "file" && host.kind === "nixos-user";
	return all ? [...plan.homeModules.keys()] : chosen(host.userModules, plan.homeModules.length);
}

function chosen(bits: number, count: number): readonly number[] {
	const found = Array.from({ length: count }, (_, index) => index).filter((index) => (bits >> index) % 2 === 1);
	return found.length === 0 ? [0] : found;
}

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

function moduleReference(
	{ all, root }: Pick<OutputsScope, "all" | "root">,
	module: ModulePlan | undefined,
	prefix: string,
	index: number,
): string {
	if (module === undefined) return "{ }";
	const path = root + modulePath(module, prefix, index);
	if (module.shape === "curried") return `(import ${path} ${all})`;
	return module.shape === "curried-set" ? `(import ${path} { inputs = ${all}; })` : path;
}

function userModules(scope: OutputsScope, host: HostPlan, system: string): string[] {
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
	const own = {
		inherit: {
			inputs: "inherit inputs;",
			direct: `inherit ${inputNames(plan).join(" ")};`,
			self: "inherit self;",
			renamed: "inherit flakes;",
		}[plan.access],
	};
	const core = [
		own.inherit,
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
