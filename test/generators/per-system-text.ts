import { callText, indented } from "./import-text.ts";
import { note } from "./layout.ts";
import { letText, set } from "./module-text.ts";
import { named, outputText, type PerSystem, type Place, siteScope } from "./output-text.ts";
import { inputNames, type OutputsScope } from "./outputs-scope.ts";
import { systems } from "./site-plan.ts";

const list = `[ ${systems.map((system) => `"${system}"`).join(" ")} ]`;
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
