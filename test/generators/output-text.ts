import { formalsText } from "./formals-text.ts";
import { argumentText, callText, indented, type SiteScope, sourceText } from "./import-text.ts";
import { note } from "./layout.ts";
import { inputName, letText } from "./module-text.ts";
import type { OutputPlan } from "./outputs-plan.ts";
import type { OutputsScope } from "./outputs-scope.ts";

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
export interface Place {
	readonly system: string | undefined;
	readonly pkgs: string | undefined;
}

/** Where a function of `system` is written. */
export const named: Place = { system: "system", pkgs: undefined };

const functionNames = ["pkgsFor", "nixpkgsFor", "pkgsBySystem", "mkPkgs"] as const;
const wanted = ["hello", "ripgrep", "jq", "neovim"] as const;

/** What the call of an output's site may use at a place; what it needs beside it is added to `beside`. */
export function siteScope(
	{ plan, root, input }: OutputsScope,
	{ site }: OutputPlan,
	place: Place,
	beside: string[],
): SiteScope {
	return { root, source: input(inputName(plan, site.source)), ...place, used: new Set(), beside };
}

/** The attributes of one output. What it needs beside them is added to `lets`, and to the outputs' `text`. */
export function outputText(
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
