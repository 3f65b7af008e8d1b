import { stringOf } from "../../flake/value.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import type { Range } from "../../text/range.ts";
import { indentation, indentUnit, lineBreak, reindent } from "../edit/layout.ts";
import { refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { boundAlready } from "./existing.ts";
import { commentsBeside } from "./module-edits.ts";
import { type MovedCall, moveCall } from "./moved-call.ts";
import { candidateNames, isFree, isFreeInModule, isSeenOnWay } from "./name.ts";
import { bindInOutputs, inputReference, valueInScope } from "./outputs-scope.ts";
import { inputOf } from "./source-input.ts";
import { ownFunction, ownList } from "./systems-of-flake.ts";
import { hostsOn, type Way } from "./ways.ts";
import type { Hoist, Move } from "./work.ts";

/** The binding of an instance in the outputs scope. */
export interface Bound {
	readonly name: string;
	/** False if an equal one was there. */
	readonly isNew: boolean;
	/** True if the binding is a set keyed by system. */
	readonly bySystem: boolean;
	/** How the module wrote its system. */
	readonly system: string | undefined;
}

/** The instance's binding in the outputs scope, for all hosts on its ways: an equal one that is there, or a new one. */
export function boundOrNew(
	work: Hoist,
	module: Lambda | undefined,
	own: string | undefined,
	ways: readonly Way[],
): Bound {
	const { inventory, scope, site, input, uses, wanted } = work;
	const isFit = (name: string) =>
		(module === undefined || isFreeInModule(site, module, name)) && ways.every((way) => isSeenOnWay(way, scope, name));
	const existing = wanted && boundAlready(inventory, scope, wanted, isFit);
	if (existing !== undefined) return { ...existing, isNew: false, system: undefined };
	const reached = ways.length === 0 ? work.hosts : hostsOn(ways);
	const systems = [...new Set(reached.map(({ system }) => stringOf(system.force())))].filter(
		(each) => each !== undefined,
	);
	const bySystem = systems.length > 1;
	const call = moveCall(inventory, site, uses, destination(work, bySystem ? "system" : `"${systems[0]}"`));
	const name =
		candidateNames(input.name, own).find((each) => isFree(work, ways, module ?? scope.lambda, each)) ??
		refuse("no free name is left");
	const keyed = bySystem && call.system !== undefined;
	bindCall(work, name, call, keyed ? systems : undefined);
	return { name, isNew: true, bySystem: keyed, system: call.system };
}

/** What is longer goes onto several lines. */
const maxLine = 100;

/** Writes the binding, indented as its new place is. The comments that would go with the site come along above it. */
export function bindCall(work: Move, name: string, call: MovedCall, systems: readonly string[] | undefined): void {
	const { file, site, scope, changes } = work;
	const [unit, newline] = [indentUnit(scope.text), lineBreak(scope.text)];
	const comments = [...commentsBeside(file, site, name), ...call.lost].sort((a, b) => a.start - b.start);
	const write = (indent: string): string => {
		const above = comments.map((comment) => moved(file.text, comment, indent, newline) + newline + indent).join("");
		if (systems === undefined) return `${above}${name} = ${call.write({ indent, unit, newline })};`;
		const each = forEachSystem(work, systems);
		const short = `${name} = ${each} (system: ${call.write({ indent, unit, newline })});`;
		if (!short.includes("\n") && indent.length + short.length <= maxLine) return above + short;
		const inner = indent + unit;
		const long = call.write({ indent: inner, unit, newline });
		return [`${above}${name} = ${each} (`, `${inner}system: ${long}`, `${indent});`].join(newline);
	};
	bindInOutputs(scope, write, changes);
}

/** A comment for another place. */
function moved(text: string, { start, end }: Range, indent: string, newline: string): string {
	return reindent(text.slice(start, end), indentation(text, start), indent, newline);
}

export function destination(work: Move, system: string): Destination {
	const { scope, flake, site, changes } = work;
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
		sees: (outer) => site.path === scope.path && [scope.body, ...ancestors(scope.body)].includes(outer),
	};
}

/** What makes a set with an attribute for each system: the flake's own function for it, or nixpkgs' with a list. */
function forEachSystem(work: Move, systems: readonly string[]): string {
	const own = ownFunction(work.inventory, work.scope, systems);
	if (own !== undefined) return own;
	const list = ownList(work.inventory, work.scope, systems) ?? `[ ${systems.map((each) => `"${each}"`).join(" ")} ]`;
	return `${libraryName(work)}.genAttrs ${list}`;
}

/** How the outputs scope names nixpkgs' library. */
function libraryName({ inventory, scope, flake, changes, input: own }: Move): string {
	const lib = valueInScope(inventory, scope, "lib");
	if (lib?.kind === "attrs" && lib.brand?.kind === "library") return "lib";
	const input = flake.flake.inputs.get("nixpkgs") ?? own;
	return `${inputReference(scope, input, "nixpkgs", changes)}.lib`;
}
