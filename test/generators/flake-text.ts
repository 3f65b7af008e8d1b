import { formalsText } from "./formals-text.ts";
import { hostBindings, hostLets, makerFile } from "./hosts-text.ts";
import { indented } from "./import-text.ts";
import { layOut, note } from "./layout.ts";
import { homeModules, hostModules } from "./module-choice.ts";
import { letText, moduleText, set } from "./module-text.ts";
import type { PerSystem } from "./output-text.ts";
import { inputNames, type OutputsScope, outputsScope } from "./outputs-scope.ts";
import { overlayText } from "./overlay-text.ts";
import { perSystemText } from "./per-system-text.ts";
import { type FlakePlan, type ModulePlan, modulePath, passesSystem, rootFrom, specialNames } from "./plan.ts";
import { usersFile } from "./users-text.ts";

const outputsPaths = {
	flake: "/flake.nix",
	file: "/outputs.nix",
	folder: "/nix/default.nix",
	direct: "/nix/outputs.nix",
};

/** The files of a planned flake, by workspace path. */
export function filesOf(plan: FlakePlan): Map<string, string> {
	const texts = new Map<string, string>([
		["/overlays/neovim.nix", "final: prev: { neovim = prev.vim; }"],
		["/overlays/default.nix", "[ (import ./neovim.nix) ]"],
	]);
	const outputsPath = outputsPaths[plan.outputsFile];
	const scope = outputsScope(plan, outputsPath);
	for (const index of new Set(plan.hosts.flatMap((host) => hostModules(plan, host)))) {
		addModules(plan, texts, index);
	}
	for (const index of new Set(plan.hosts.flatMap((host) => homeModules(plan, host)))) {
		const module = plan.homeModules[index];
		if (module !== undefined)
			texts.set(
				modulePath(module, "h", index),
				textOf(plan, { ...module, ellipsis: true }, `h${index}`, "home.packages", []),
			);
	}
	if (plan.userArguments === "file" && plan.hosts.some(({ kind }) => kind === "nixos-user"))
		texts.set("/users.nix", usersFile(plan));
	if (plan.maker === "file") texts.set("/lib/make-host.nix", makerFile(scope));
	const [perSystem, overlay] = [perSystemText(scope), overlayText(scope)];
	for (const [path, text] of [...perSystem.files, ...overlay.files]) texts.set(path, text);
	const outputs = outputsText(scope, [perSystem, overlay]);
	if (plan.outputsFile !== "flake") texts.set(outputsPath, outputs);
	texts.set("/flake.nix", flakeText(plan, outputs));
	const layouts = [
		plan.layout,
		...plan.modules.map(({ layout }) => layout),
		...plan.homeModules.map(({ layout }) => layout),
	];
	return new Map(
		[...texts].map(([path, text], index) => {
			const isModule = /\/[mh]\d\.nix$/.test(path);
			const layout = isModule ? layouts[1 + (index % (layouts.length - 1))] : layouts[0];
			return [path, layOut(text, path, layout ?? plan.layout)];
		}),
	);
}

function addModules(plan: FlakePlan, texts: Map<string, string>, index: number): void {
	const module = plan.modules[index];
	if (module === undefined) return;
	const next = plan.modules[index + 1];
	const follows = module.importsNext && next !== undefined && !next.shape.startsWith("curried");
	const imports = follows ? [rootFrom(module.folder) + modulePath(next, "m", index + 1)] : [];
	texts.set(modulePath(module, "m", index), textOf(plan, module, `m${index}`, "environment.systemPackages", imports));
	if (follows) addModules(plan, texts, index + 1);
}

function textOf(plan: FlakePlan, module: ModulePlan, id: string, option: string, imports: readonly string[]): string {
	return moduleText(module, { plan, id, option, special: specialNames(plan), system: passesSystem(plan), imports });
}

function flakeText(plan: FlakePlan, outputs: string): string {
	const text = {
		flake: outputs,
		file: "inputs: import ./outputs.nix inputs",
		folder: "{ self, ... }@all: import ./nix all",
		direct: "import ./nix/outputs.nix",
	}[plan.outputsFile];
	const follows = '.inputs.nixpkgs.follows = "nixpkgs";';
	return set([
		`description = "größer"; ${note}`,
		'inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";',
		`inputs.${plan.unstableName}.url = "github:NixOS/nixpkgs/nixos-unstable"; ${note}`,
		plan.stableFollows
			? 'inputs.nixpkgs-stable.follows = "nixpkgs";'
			: 'inputs.nixpkgs-stable.url = "github:NixOS/nixpkgs/nixos-24.05";',
		'inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";',
		`inputs.home-manager${follows}`,
		...(inputNames(plan).includes("flake-utils") ? ['inputs.flake-utils.url = "github:numtide/flake-utils";'] : []),
		'inputs.darwin.url = "github:nix-darwin/nix-darwin/master";',
		`inputs.darwin${follows}`,
		note,
		`outputs = ${text};`,
	]);
}

function outputsText(scope: OutputsScope, more: readonly PerSystem[]): string {
	const { plan } = scope;
	const lets = [...hostLets(scope), ...more.flatMap((each) => each.lets), ...taken(scope)];
	const own = [...hostBindings(scope), ...more.flatMap(({ bindings }) => bindings)];
	// In a recursive set it would hide the input of that name.
	const isTaken = plan.taken === "output" && !(plan.body === "rec" && inputNames(plan).includes(plan.takenName));
	const inner = set([note, ...own, ...(isTaken ? [`${plan.takenName} = "taken";`] : [])]);
	const all = [inner, ...more.flatMap(({ unions }) => unions)].join(" // ");
	const head = headText(plan);
	switch (plan.body) {
		case "plain":
			return `${head} ${letText(lets, all)}`;
		case "own-line":
			return `${head}\n${letText(lets, all)}`;
		case "parentheses":
			return `${head} (\n${indented(letText(lets, all), "  ")}\n)`;
		case "assert":
			return `${head}\nassert true; ${note}\n${letText(lets, all)}`;
		case "union":
			return `${head} ${letText(lets, `${all} // { other = 1; }`)}`;
		case "rec":
			return `${head} ${letText(lets, `rec ${all}`)}`;
		case "two-lets":
			return `${head}\n${letText(lets.slice(0, 1), letText(lets.slice(1), all))}`;
	}
}

function taken({ plan, input }: OutputsScope): string[] {
	if (inputNames(plan).includes(plan.takenName)) return [];
	if (plan.taken === "let") return [`${plan.takenName} = "taken"; ${note}`];
	return plan.taken === "instance"
		? [`${plan.takenName} = import ${input(plan.unstableName)} { system = "x86_64-linux"; };`]
		: [];
}

function headText(plan: FlakePlan): string {
	const all = ["self", ...inputNames(plan)];
	const some = all.filter((name) => /^(self|nixpkgs|home-manager|darwin|flake-utils)$/.test(name));
	const open = plan.access === "self" ? some : all;
	const formals = (names: readonly string[], ellipsis: boolean) => formalsText(names, ellipsis, plan.formals);
	switch (plan.outputs) {
		case "open-at":
			return `${formals(some, true)}@inputs:`;
		case "at-open":
			return `inputs@${formals(some, true)}:`;
		case "closed-at":
			return `${formals(all, false)}@inputs:`;
		case "whole":
			return "inputs:";
		case "whole-renamed":
			return "attrs:";
		case "closed":
			return `${formals(all, false)}:`;
		case "open":
			return `${formals(open, true)}:`;
		case "with":
			return "inputs: with inputs;";
	}
}
