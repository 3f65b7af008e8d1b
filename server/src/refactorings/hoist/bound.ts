import type { Host } from "../../flake/host.ts";
import { stringOf } from "../../flake/value.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { indentation, indentUnit, lineBreak, reindent } from "../edit/layout.ts";
import { refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { boundAlready } from "./existing.ts";
import { movedComments } from "./module-edits.ts";
import { moveCall } from "./moved-call.ts";
import { candidateNames, isFree, isFreeInModule } from "./name.ts";
import { bindInOutputs, inputReference, valueInScope } from "./outputs-scope.ts";
import { inputOf } from "./source-input.ts";
import type { Hoist } from "./work.ts";

/** The binding of an instance in the outputs scope. */
export interface Bound {
	readonly name: string;
	/** True if the binding is a set keyed by system. */
	readonly bySystem: boolean;
	/** How the module wrote its system. */
	readonly system: string | undefined;
}

/** The instance's binding in the outputs scope, for all hosts that it reaches: an equal one that is there, or a new one. */
export function boundOrNew(
	work: Hoist,
	module: Lambda | undefined,
	own: string | undefined,
	reached: readonly Host[],
): Bound {
	const { inventory, scope, site, hosts, input, uses, wanted } = work;
	const existing = wanted && boundAlready(inventory, scope, wanted);
	if (existing !== undefined && (module === undefined || isFreeInModule(site, module, existing.name))) {
		return { ...existing, system: undefined };
	}
	const systems = [...new Set(reached.map(({ system }) => stringOf(system.force())))].filter(
		(each) => each !== undefined,
	);
	const bySystem = systems.length > 1;
	const call = moveCall(inventory, site, uses, destination(work, bySystem ? "system" : `"${systems[0]}"`));
	const name =
		candidateNames(input.name, own).find((each) =>
			isFree(inventory, scope, hosts, site, module ?? scope.lambda, each),
		) ?? refuse("no free name is left");
	const keyed = bySystem && call.system !== undefined;
	bindCall(work, name, call.text, keyed ? systems : undefined);
	return { name, bySystem: keyed, system: call.system };
}

/** Writes the binding, indented as its new place is. */
function bindCall(work: Hoist, name: string, call: string, systems: readonly string[] | undefined): void {
	const { file, site, scope, changes } = work;
	const newline = lineBreak(scope.text);
	const from = indentation(file.text, site.node.start);
	const comments = movedComments(file, site, name);
	const write = (indent: string): string => {
		const moved = (text: string, to: string) => reindent(text, from, to, newline);
		const above = comments === "" ? "" : moved(comments, indent) + newline + indent;
		if (systems === undefined) return `${above}${name} = ${moved(call, indent)};`;
		const inner = indent + indentUnit(scope.text);
		const list = systems.map((system) => `"${system}"`).join(" ");
		return [
			`${above}${name} = ${libraryName(work)}.genAttrs [ ${list} ] (`,
			`${inner}system: ${moved(call, inner)}`,
			`${indent});`,
		].join(newline);
	};
	bindInOutputs(scope, write, changes);
}

function destination(work: Hoist, system: string): Destination {
	const { scope, flake, changes } = work;
	const formals = scope.lambda.formals?.formals ?? [];
	return {
		path: scope.path,
		system,
		input: (input, written) => {
			const own = inputOf(flake, input) ?? refuse(`‘${written}’ is no input of the flake`);
			return inputReference(scope, own, written, changes);
		},
		library: () => libraryName(work),
		inputs: scope.lambda.universal?.name,
		self: formals.some(({ name }) => name === "self"),
	};
}

/** How the outputs scope names nixpkgs' library. */
function libraryName({ inventory, scope, flake, changes, input: own }: Hoist): string {
	const lib = valueInScope(inventory, scope, "lib");
	if (lib?.kind === "attrs" && lib.brand?.kind === "library") return "lib";
	const input = flake.flake.inputs.get("nixpkgs") ?? own;
	return `${inputReference(scope, input, "nixpkgs", changes)}.lib`;
}
