import { importCalls } from "../../instances/imports.ts";
import { lastName, unwrappedParent } from "../../instances/shapes.ts";
import { systems } from "../../nixpkgs/systems.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Lambda, Node, Variable } from "../../syntax/nodes.ts";
import type { Parse } from "../../syntax/parser.ts";
import { descendants } from "../../syntax/walk.ts";
import { type Destination, Destinations } from "./destination.ts";
import { caretName, type Repaired, repairAt } from "./repair.ts";
import { type Extent, namesGiven } from "./written-names.ts";

/** What is being typed. */
export type Typed =
	/** A name in a set that somebody reads; the path leads to the set. */
	| { readonly kind: "name"; readonly destination: Destination; readonly given: ReadonlyMap<string, Extent> }
	/** A value that somebody reads, or an element of one. */
	| { readonly kind: "value"; readonly destination: Destination; readonly isElement: boolean }
	/** A system that nobody is known to read. */
	| { readonly kind: "system" }
	/** What is imported. */
	| { readonly kind: "source" }
	/** An attribute of what a name stands for, after some steps. */
	| {
			readonly kind: "attribute";
			readonly of: Variable;
			readonly steps: readonly string[];
			/** True if it is imported. */
			readonly isSource: boolean;
	  }
	/** A name that a function takes. */
	| { readonly kind: "formal"; readonly lambda: Lambda }
	/** Any other expression. */
	| { readonly kind: "expression" };

/** A place where something is being typed. */
export interface Place {
	readonly typed: Typed;
	readonly repaired: Repaired;
	/** What stands for the caret in the repaired text. */
	readonly node: CaretNode;
}

type CaretNode = Extract<Node, { readonly kind: "variable" | "attr" | "formal" }>;

/** How often the text is repaired anew, to see more of it. */
const maxRounds = 3;

/**
 * What is being typed at an offset of a text; undefined if nothing that is known of. `isInput` tells of a name whether
 * it is an input that is a nixpkgs; undefined if it is no input.
 */
export function placeAt(
	text: string,
	offset: number,
	parse: Parse,
	isInput: (name: string) => boolean | undefined,
): Place | undefined {
	const kept: string[] = [];
	for (let round = 1; ; round++) {
		const repaired = repairAt(text, offset, kept);
		const root = repaired && parse(repaired.text).root;
		const node = root && caretIn(root);
		if (repaired === undefined || root === undefined || node === undefined) return undefined;
		const destinations = new Destinations(root, isInput);
		const typed = typedAt(root, node, repaired, destinations);
		const missing = [...destinations.unseen].filter((name) => !kept.includes(name) && isArgumentIn(text, name));
		const isFinal = typed !== undefined && typed.kind !== "expression";
		if (isFinal || missing.length === 0 || round === maxRounds) return typed && { typed, repaired, node };
		kept.push(...missing);
	}
}

function caretIn(root: Node): CaretNode | undefined {
	for (const node of descendants(root)) {
		if ((node.kind === "variable" || node.kind === "attr" || node.kind === "formal") && node.name === caretName) {
			return node;
		}
	}
	return undefined;
}

/** True if a name may be used in the argument of an import, or of a host's function. */
function isArgumentIn(text: string, name: string): boolean {
	return new RegExp(`\\b(?:import|\\w+System|\\w+Configuration)\\b[\\s\\S]{0,300}?(?<![\\w'-])${name}(?![\\w'-])`).test(
		text,
	);
}

function typedAt(root: Node, node: CaretNode, repaired: Repaired, destinations: Destinations): Typed | undefined {
	switch (node.kind) {
		case "formal": {
			const lambda = node.parent?.parent;
			return lambda?.kind === "lambda" ? { kind: "formal", lambda } : undefined;
		}
		case "attr":
			return attrAt(root, node, destinations);
		case "variable":
			return variableAt(root, node, repaired.inString, destinations);
	}
}

function attrAt(root: Node, attr: Attr, destinations: Destinations): Typed | undefined {
	const { parent } = attr;
	if (parent?.kind === "inherit") {
		const own = nameIn(parent.parent, [], attr, destinations);
		const from = parent.from && unparenthesized(parent.from);
		if (own !== undefined || from?.kind !== "variable") return own;
		return { kind: "attribute", of: from, steps: [], isSource: false };
	}
	if (parent?.kind !== "attrpath") return undefined;
	const steps = parent.attrs.slice(0, parent.attrs.indexOf(attr)).map(({ name }) => name);
	const holder = parent.parent;
	if (!steps.every((step) => step !== undefined)) return undefined;
	if (holder?.kind === "binding") return nameIn(holder.parent, steps, attr, destinations);
	const target = holder?.kind === "select" || holder?.kind === "has-attr" ? unparenthesized(holder.target) : undefined;
	if (holder === undefined || target?.kind !== "variable") return undefined;
	return { kind: "attribute", of: target, steps, isSource: isImported(root, holder) };
}

function nameIn(
	holder: Node | undefined,
	steps: readonly string[],
	typed: Attr,
	destinations: Destinations,
): Typed | undefined {
	if (holder?.kind !== "attrset" && holder?.kind !== "let") return undefined;
	const destination = destinations.ofNames(holder, steps);
	return destination && { kind: "name", destination, given: namesGiven(holder, steps, typed) };
}

function variableAt(root: Node, variable: Variable, inString: boolean, destinations: Destinations): Typed | undefined {
	if (!inString && isImported(root, variable)) return { kind: "source" };
	const destination = destinations.of(variable);
	const outer = unwrappedParent(variable);
	if (destination !== undefined && destination.path.length > 0) {
		return { kind: "value", destination, isElement: outer?.kind === "list" };
	}
	if (isSystemHere(outer)) return { kind: "system" };
	return inString ? undefined : { kind: "expression" };
}

function isImported(root: Node, node: Node): boolean {
	return [...importCalls(root)].some(({ source }) => unparenthesized(source) === node);
}

/** True if a value is bound to a name for systems, or stands in a list of them. */
function isSystemHere(outer: Node | undefined): boolean {
	if (outer?.kind === "binding")
		return /^(system|localSystem|crossSystem|hostPlatform|buildPlatform)$/.test(nameBound(outer));
	if (outer?.kind !== "list") return false;
	if (outer.elements.some((each) => each.kind === "string" && systems.has(each.parts.join("")))) return true;
	const around = unwrappedParent(outer);
	if (around?.kind === "binding") return /systems$/i.test(nameBound(around));
	return around?.kind === "apply" && /^(genAttrs|.*systems?)$/i.test(lastName(around.function) ?? "");
}

function nameBound({ path }: Extract<Node, { readonly kind: "binding" }>): string {
	return staticPath(path)?.at(-1) ?? "";
}
