import { formalsText } from "./formals-text.ts";
import { argumentText, callText, indented, type SiteScope, sourceText } from "./import-text.ts";
import { note } from "./layout.ts";
import { type FlakePlan, type ModulePlan, rootFrom } from "./plan.ts";
import type { SitePlan } from "./site-plan.ts";

/** What a module of a flake may use. */
export interface ModuleScope {
	readonly plan: FlakePlan;
	/** What tells its options from those of other modules. */
	readonly id: string;
	/** The option that packages are put into. */
	readonly option: string;
	/** The special arguments, if the module may list them all. */
	readonly special: readonly string[];
	/** True if `system` is a special argument. */
	readonly system: boolean;
	/** The modules that it imports. */
	readonly imports: readonly string[];
}

/** The parts of a module that sites are spread over. */
interface Parts {
	readonly lets: string[];
	readonly items: string[];
	readonly attributes: string[];
}

const packages = ["neovim", "ripgrep", "hello"] as const;

/** The name that a source's input has. */
export function inputName({ unstableName }: FlakePlan, source: SitePlan["source"]): string {
	return { unstable: unstableName, stable: "nixpkgs-stable", own: "nixpkgs" }[source];
}

/** How a module names an input, and the formal that it needs for that. */
export function accessTo(plan: FlakePlan, source: SitePlan["source"]): { formal: string; text: string } {
	const name = inputName(plan, source);
	return {
		inputs: { formal: "inputs", text: `inputs.${name}` },
		direct: { formal: name, text: name },
		self: { formal: "self", text: `self.inputs.${name}` },
		renamed: { formal: "flakes", text: `flakes.${source}` },
	}[plan.access];
}

/** The text of a module. */
export function moduleText(module: ModulePlan, scope: ModuleScope): string {
	const { plan } = scope;
	const used = new Set<string>();
	const parts: Parts = { lets: [], items: [], attributes: [] };
	const curried = module.shape === "curried" || module.shape === "curried-set";
	const formalOf = (source: SitePlan["source"]) => (curried ? "inputs" : accessTo(plan, source).formal);
	const sourceOf = (source: SitePlan["source"]) =>
		curried ? `inputs.${inputName(plan, source)}` : accessTo(plan, source).text;
	const reserved = new Set(module.sites.map(({ source }) => formalOf(source)));
	const taken = new Set<string>();
	const pkgs =
		(module.shape !== "whole" || plan.arguments === "missing") && !module.sites.some(({ name }) => name === "pkgs");
	const sites = module.sites.map((site) => {
		let { name } = site;
		while (reserved.has(name) || taken.has(name)) name += "'";
		taken.add(name);
		// A home-manager configuration has no settings of its own for nixpkgs.
		const config = site.config === "own" && scope.option === "home.packages" ? "none" : site.config;
		const wrap = site.wrap === "recursive" && config === "own" ? "plain" : site.wrap;
		return { ...site, name, config, wrap };
	});
	for (const [index, site] of sites.entries()) {
		if (!curried) used.add(formalOf(site.source));
		const beside: string[] = [];
		const siteScope: SiteScope = {
			root: rootFrom(module.folder),
			source: sourceOf(site.source),
			system: scope.system ? "system" : undefined,
			pkgs: pkgs ? "pkgs" : undefined,
			used,
			beside,
		};
		addSite(site, index, scope.id, siteScope, parts);
		for (const binding of beside) if (!parts.lets.includes(binding)) parts.lets.unshift(binding);
	}
	if (pkgs) {
		used.add("pkgs");
		parts.items.unshift("pkgs.git");
	}
	take(module, scope.id, plan.takenName, new Set([...reserved, ...taken, "pkgs"]), parts);
	if (module.shape === "with" || module.shape === "merge") used.add("lib");
	return headed(module, scope, used, body(module, scope, parts));
}

function addSite(
	site: SitePlan,
	index: number,
	id: string,
	scope: SiteScope,
	{ lets, items, attributes }: Parts,
): void {
	const { name } = site;
	const unfree = !["none", "own"].includes(site.config);
	const own = `custom.${id}`;
	const wanted = unfree && index === 0 ? "vscode" : (packages[index] ?? "jq");
	const hidden = scope.source.startsWith("pkgs-unstable") ? "x" : "pkgs-unstable";
	const call = () => callText(site, scope);
	switch (site.form) {
		case "let":
			lets.push(`${name} = ${call()}; ${note}`);
			items.push(`${name}.${wanted}`);
			return;
		case "let-parentheses":
			lets.push(`${name} = (${call()});`);
			items.push(`${name}.${wanted}`);
			return;
		case "twice":
			lets.push(`${name} = ${call()};`);
			items.push(`${name}.${wanted}`, `${name}.tree`);
			return;
		case "inline":
			items.push(`(${call()}).${wanted}`);
			return;
		case "with":
			attributes.push(`${own}.with-${index} = with ${call()}; [ ${wanted} jq ];`);
			return;
		case "inherit":
			lets.push(`inherit (${call()}) ${packages[index] ?? "jq"};`);
			items.push(packages[index] ?? "jq");
			return;
		case "nested":
			items.push(`(let ${name} = ${call()}; in ${name}.${wanted})`);
			return;
		case "interpolated":
			attributes.push(`${own}.text-${index} = "\${(${call()}).${wanted}}/bin";`);
			return;
		case "alias":
			lets.push(
				`make-${index} = import ${sourceText(site, scope.source)};`,
				`${name} = make-${index} ${argumentText(site, scope)};`,
			);
			items.push(`${name}.${wanted}`);
			return;
		case "import-alias":
			lets.push(`imp-${index} = import;`, `${name} = ${callText(site, scope, `imp-${index}`)};`);
			items.push(`${name}.${wanted}`);
			return;
		case "argument":
			items.push(`(builtins.getAttr "${wanted}" (${call()}))`);
			return;
		case "attribute":
			attributes.push(`${own}.set-${index} = { ${name} = ${call()}; }.${name}.${wanted};`);
			return;
		case "condition":
			items.push(`(if true then ${call()} else { }).${wanted}`);
			return;
		case "unused":
			lets.push(`${name} = ${call()};`);
			return;
		case "set":
			lets.push(`sets-${index} = {\n  ${name} = ${indented(call(), "  ").trimStart()};\n};`);
			items.push(`sets-${index}.${name}.${wanted}`);
			return;
		case "hidden":
			items.push(`(let ${hidden} = "hidden"; in builtins.seq ${hidden} (${call()})).${wanted}`);
			return;
	}
}

/** Uses a name that a hoisted instance may want to have. */
function take(
	{ taken }: ModulePlan,
	id: string,
	name: string,
	others: ReadonlySet<string>,
	{ lets, attributes }: Parts,
): void {
	if (taken === "none" || others.has(name)) return;
	if (taken === "let") lets.push(`${name} = "taken";`);
	const own = `custom.${id}`;
	attributes.push(
		{
			let: `${own}.taken = ${name};`,
			function: `${own}.taken = map (${name}: ${name}) [ "taken" ];`,
			with: `${own}.taken = with { ${name} = "taken"; }; [ ${name} ];`,
			attribute: `${own}.taken.${name} = "taken";`,
		}[taken],
	);
}

function body({ shape }: ModulePlan, { option, imports }: ModuleScope, { lets, items, attributes }: Parts): string {
	const list = items.length > 2 ? `[\n${indented(items.join(`\n${note}\n`), "  ")}\n]` : `[ ${items.join(" ")} ]`;
	const options = [note, `${option} = ${list};`, ...attributes, note];
	const imported = imports.length === 0 ? [] : [`imports = [ ${imports.join(" ")} ];`];
	switch (shape) {
		case "config":
			return letText(lets, set([...imported, `config = ${set(options)};`]));
		case "config-let":
			return set([...imported, `config = ${letText(lets, set(options))};`]);
		case "nested-let":
			return letText(lets.slice(0, 1), letText(lets.slice(1), set([...imported, ...options])));
		case "with":
			return `with lib;\n${letText(lets, set([...imported, ...options]))}`;
		case "assert":
			return `assert true;\n${letText(lets, set([...imported, ...options]))}`;
		case "merge":
			return letText(
				lets,
				set([...imported, `config = lib.mkMerge [\n  (lib.mkIf true ${indented(set(options), "  ").trimStart()})\n];`]),
			);
		default:
			return letText(lets, set([...imported, ...options]));
	}
}

/** `let … in body`, or the body alone. */
export function letText(bindings: readonly string[], inner: string): string {
	if (bindings.length === 0) return inner;
	const lines = bindings.flatMap((binding) => [note, binding]).map((binding) => indented(binding, "  "));
	return ["let", ...lines, note, "in", inner].join("\n");
}

/** A set with one binding on each line. */
export function set(bindings: readonly string[]): string {
	return ["{", ...bindings.map((binding) => indented(binding, "  ")), "}"].join("\n");
}

function headed(module: ModulePlan, scope: ModuleScope, used: ReadonlySet<string>, inner: string): string {
	const { shape, universal, formals, extra } = module;
	const lists = module.ellipsis || scope.special.length === 0;
	const all = lists ? [] : ["config", "options", "lib", "modulesPath", ...scope.special];
	const names = [...new Set([...extra, ...all, ...used])];
	if (shape === "whole" && scope.plan.arguments !== "missing")
		return `args:\nlet inherit (args) ${[...used].join(" ")}; in\n${inner}`;
	const text = formalsText(names, lists, formals);
	const head = universal === "before" ? `args@${text}` : universal === "after" ? `${text}@args` : text;
	const curried = shape === "curried" ? "inputs: " : shape === "curried-set" ? "{ inputs }: " : "";
	return `${note}\n${curried}${head}:\n${inner}`;
}
