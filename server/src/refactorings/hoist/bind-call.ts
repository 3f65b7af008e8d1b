import type { Thunk } from "../../flake/value.ts";
import { ancestors } from "../../syntax/walk.ts";
import type { Range } from "../../text/range.ts";
import { indentation, indentUnit, lineBreak, reindent } from "../edit/layout.ts";
import { refuse } from "../refusal.ts";
import type { Destination } from "./destination.ts";
import { libraryName } from "./for-each-system.ts";
import { commentsBeside } from "./module-edits.ts";
import type { MovedCall } from "./moved-call.ts";
import { bindInOutputs, inputReference, valueInScope } from "./outputs-scope.ts";
import { inputOf } from "./source-input.ts";
import { namesIn } from "./system-at.ts";
import type { Move } from "./work.ts";

/** What is longer goes onto several lines. */
const maxLine = 100;

/**
 * Writes the binding, indented as its new place is; with what makes a set by system (`each`), it is one. The comments that would go with the site, where `reference` takes
 * its place, come along above it.
 */
export function bindCall(work: Move, name: string, call: MovedCall, each: string | undefined, reference: string): void {
	const { file, scope, changes } = work;
	const [unit, newline] = [indentUnit(scope.text), lineBreak(scope.text)];
	const comments = [...commentsBeside(work, reference), ...call.lost].sort((a, b) => a.start - b.start);
	const write = (indent: string): string => {
		const above = comments.map((comment) => moved(file.text, comment, indent, newline) + newline + indent).join("");
		if (each === undefined) return `${above}${name} = ${call.write({ indent, unit, newline })};`;
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
		inputs: scope.inputs,
		self: formals.some(({ name }) => name === "self"),
		nameOf: (meaning) => nameOfThing(work, meaning),
		sees: (outer) => site.path === scope.path && [scope.body, ...ancestors(scope.body)].includes(outer),
	};
}

/** The name in the scope for a thing that is more than a text or a number: those may be equal by chance. */
function nameOfThing({ inventory, scope }: Move, meaning: Thunk): string | undefined {
	const thing = meaning.force();
	if (thing.kind === "string" || thing.kind === "scalar" || thing.kind === "unknown") return undefined;
	return [...namesIn(scope.environment)].find((name) => valueInScope(inventory, scope, name) === thing);
}
