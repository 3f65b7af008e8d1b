import { formalsText } from "./formals-text.ts";
import { argumentText, callText, indented, type SiteScope, sourceText } from "./import-text.ts";
import { note } from "./layout.ts";
import { inputName, letText, set } from "./module-text.ts";
import type { OutputPlan } from "./outputs-plan.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { systems } from "./site-plan.ts";

/** What a flake puts out for each system, in pieces of text. */
export interface PerSystem {
	/** Bindings of the outputs' `let`. */
	readonly lets: string[];
	/** Bindings of the outputs themselves. */
	readonly bindings: string[];
	/** Sets that the outputs are united with. */
	readonly unions: string[];
	/** Files by workspace path. */
	readonly files: Map<string, string>;
}

/** Where an output is written: the expression that gives its system, or the name of the package set that does. */
interface Place {
	readonly system: string | undefined;
	readonly pkgs: string | undefined;
}

const named: Place = { system: "system", pkgs: undefined };
const list = `[ ${systems.map((system) => `"${system}"`).join(" ")} ]`;
const functionNames = ["pkgsFor", "nixpkgsFor", "pkgsBySystem", "mkPkgs"] as const;
const wanted = ["hello", "ripgrep", "jq", "neovim"] as const;

/** The outputs of a plan that are made for each system. */
export function perSystemText(scope: OutputsScope): PerSystem {
	const text: PerSystem = { lets: [], bindings: [], unions: [], files: new Map() };
	const { more } = scope.plan;
	const outputs = [...new Set(more.outputs.map(({ output }) => output))];
	if (outputs.length === 0) return text;
	const body = (output: string, place: Place) => bodyText(scope, output, place, text);
	const each = (open: string, place: Place) => {
		text.bindings.push(
			...outputs.map((output) => `${output} = ${open}${indented(body(output, place), "  ").trimStart()});`),
		);
	};
	const library = `${scope.input("nixpkgs")}.lib`;
	const all = `systems = ${list}; ${note}`;
	switch (more.systems) {
		case "list":
			text.lets.push(`forAllSystems = ${library}.genAttrs ${list};`);
			each("forAllSystems (system: ", named);
			break;
		case "systems":
			text.lets.push(all, `forAllSystems = ${library}.genAttrs systems;`);
			each("forAllSystems (system: ", named);
			break;
		case "function":
			text.lets.push(all, `eachSystem = f: ${library}.genAttrs systems (system: f system);`);
			each("eachSystem (system: ", named);
			break;
		case "function-of-set":
			text.lets.push(all, `eachSystem = f: ${library}.genAttrs systems (system: f { inherit system; });`);
			each("eachSystem ({ system, ... }: ", named);
			break;
		case "packages": {
			const beside: string[] = [];
			const [first] = more.outputs;
			const call = first && letText(beside, callText(first.site, siteScope(scope, first, named, beside)));
			text.lets.push(all, `forAllSystems = f: ${library}.genAttrs systems (system: f (${call}));`);
			each("forAllSystems (pkgs: ", { system: undefined, pkgs: "pkgs" });
			break;
		}
		case "inline":
			each(`${library}.genAttrs ${list} (system: `, named);
			break;
		case "inline-systems":
			text.lets.push(all);
			each(`${library}.genAttrs systems (system: `, named);
			break;
		case "list-to-attrs":
			text.lets.push(all);
			text.lets.push(
				"eachSystem = f: builtins.listToAttrs (map (system: { name = system; value = f system; }) systems);",
			);
			each("eachSystem (system: ", named);
			break;
		case "map-attrs":
			text.bindings.push(
				...outputs.map(
					(output) =>
						`${output} = builtins.mapAttrs (system: _: ${body(output, named)}) ${scope.input("nixpkgs")}.legacyPackages;`,
				),
			);
			break;
		case "flake-utils":
		case "flake-utils-default": {
			const name = more.systems === "flake-utils" ? `eachSystem ${list}` : "eachDefaultSystem";
			const inner = set(outputs.map((output) => `${output} = ${body(output, named)};`));
			text.unions.push(`${scope.input("flake-utils")}.lib.${name} (system: ${inner})`);
			break;
		}
		case "one":
			text.lets.push(`system = "${systems[0]}";`);
			text.bindings.push(...outputs.map((output) => `${output}.\${system} = ${body(output, named)};`));
			break;
		case "literal":
			for (const system of systems) {
				const place = { system: `"${system}"`, pkgs: undefined };
				text.bindings.push(...outputs.map((output) => `${output}.${system} = ${body(output, place)};`));
			}
			break;
	}
	return { ...text, lets: [...new Set(text.lets)] };
}

function bodyText(scope: OutputsScope, output: string, place: Place, text: PerSystem): string {
	const lets: string[] = [];
	const attributes: string[] = [];
	const taken = new Set(["inputs", "attrs", "self", "system", "pkgs", ...inputNames(scope.plan)]);
	for (const [index, plan] of scope.plan.more.outputs.entries()) {
		if (plan.output !== output) continue;
		let { name } = plan.site;
		while (taken.has(name)) name += "'";
		taken.add(name);
		const id = `${plan.form}-${index}`;
		attributes.push(...outputText(scope, { ...plan, site: { ...plan.site, name } }, id, index, place, lets, text));
	}
	const own = place.pkgs === undefined ? [] : [`given-${output} = ${place.pkgs}.git;`];
	return letText([...new Set(lets)], set([note, ...own, ...attributes]));
}

function siteScope(
	{ plan, root, input }: OutputsScope,
	{ site }: OutputPlan,
	place: Place,
	beside: string[],
): SiteScope {
	return { root, source: input(inputName(plan, site.source)), ...place, used: new Set(), beside };
}

/** The attributes of one output. What it needs beside them is added to `lets`, and to the outputs' `text`. */
function outputText(
	scope: OutputsScope,
	plan: OutputPlan,
	id: string,
	index: number,
	place: Place,
	lets: string[],
	text: PerSystem,
): string[] {
	const { site } = plan;
	const { name } = site;
	const item = site.config === "none" ? (wanted[index] ?? "git") : "vscode";
	const given = place.system ?? "pkgs.system";
	const own = siteScope(scope, plan, place, lets);
	switch (plan.form) {
		case "let":
			lets.push(`${name} = ${callText(site, own)};`);
			return [`${id} = ${name}.mkShell { packages = [ ${name}.${item} ]; }; ${note}`];
		case "inline":
			return [`${id} = (${callText(site, own)}).${item};`];
		case "with":
			return [`${id} = with ${callText(site, own)}; ${item};`];
		case "nested":
			return [`${id} = let ${name} = ${callText(site, own)}; in ${name}.${item};`];
		case "inherit":
			return [`inherit (${callText(site, own)}) ${wanted[index] ?? "git"};`];
		case "alias":
			lets.push(`make-${index} = import ${sourceText(site, own.source)};`);
			return [`${id} = (make-${index} ${argumentText(site, own)}).${item};`];
		case "set":
			lets.push(`sets-${index} = {\n  ${name} = ${indented(callText(site, own), "  ").trimStart()};\n};`);
			return [`${id} = sets-${index}.${name}.${item};`];
		case "function":
		case "function-of-set": {
			const beside: string[] = [];
			const call = callText(site, siteScope(scope, plan, named, beside));
			const isSet = plan.form === "function-of-set";
			const called = functionNames[index] ?? "mkNixpkgs";
			text.lets.push(`${called} = ${isSet ? "{ system }" : "system"}: ${letText(beside, call)};`);
			return [`${id} = (${called} ${isSet ? `{ system = ${given}; }` : argument(given)}).${item};`];
		}
		case "file":
		case "file-curried": {
			const path = `/packages/${id}.nix`;
			const isCurried = plan.form === "file-curried";
			text.files.set(path, packageFile(scope, plan, item));
			const all = scope.all === "inputs" ? "inherit inputs;" : `inputs = ${scope.all};`;
			const system = given === "system" ? "inherit system;" : `system = ${given};`;
			const called = `import ${scope.root}${path}`;
			return [`${id} = ${called} ${isCurried ? `{ ${all} } ${argument(given)}` : `{ ${all} ${system} }`};`];
		}
	}
}

/** A file that makes a package from an instance of its own. */
function packageFile({ plan }: OutputsScope, { form, site }: OutputPlan, item: string): string {
	const inFile: SiteScope = {
		root: "..",
		source: `inputs.${inputName(plan, site.source)}`,
		system: "system",
		pkgs: undefined,
		used: new Set(),
		beside: [],
	};
	const names = form === "file" ? ["inputs", "system"] : ["inputs"];
	const head = `${note}\n${formalsText(names, form === "file-curried", plan.formals)}:`;
	const call = callText(site, inFile);
	const body = letText([...inFile.beside, `${site.name} = ${call};`], `${site.name}.${item}`);
	return form === "file" ? `${head}\n${body}` : `${head}\nsystem:\n${body}`;
}

/** As the argument of a function. */
function argument(expression: string): string {
	return /^["\w]+$/.test(expression) || expression.startsWith('"') ? expression : `(${expression})`;
}
