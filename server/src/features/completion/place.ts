import { importCalls } from "../../instances/imports.ts";
import { lastName } from "../../instances/shapes.ts";
import { nixpkgsArguments } from "../../nixpkgs/arguments.ts";
import { configOptions } from "../../nixpkgs/config-options.ts";
import { platformAttributes } from "../../nixpkgs/platform-attributes.ts";
import { systems } from "../../nixpkgs/systems.ts";
import { boundAttrs, staticPath, unparenthesized, unwrappedParent } from "../../syntax/attrs.ts";
import type { Attr, Attrset, Lambda, Node, Variable } from "../../syntax/nodes.ts";
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
	| { readonly kind: "attribute"; readonly of: Variable; readonly steps: readonly string[] }
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

/** What the text alone does not tell. */
export interface Knowledge {
	readonly parse: Parse;
	/** Whether a name is that of an input that is a nixpkgs; undefined if it is no input. */
	isInput(name: string): boolean | undefined;
	/** Who reads the set whose brace is opened at an offset, as far as the evaluation has seen it. */
	readerAt(brace: number): Pick<Destination, "reader" | "path"> | undefined;
}

/** How often the text is repaired anew, to see more of it. */
const maxRounds = 3;

/** What is being typed at an offset of a text; undefined if it is nothing that is known of. */
export function placeAt(text: string, offset: number, knowledge: Knowledge): Place | undefined {
	const kept: string[] = [];
	for (let round = 1; ; round++) {
		const repaired = repairAt(text, offset, kept);
		const root = repaired && knowledge.parse(repaired.text).root;
		const node = root && caretIn(root);
		if (repaired === undefined || root === undefined || node === undefined) return undefined;
		const destinations = new Destinations(root, knowledge.isInput);
		const typed = new Look(root, repaired, destinations, knowledge).at(node);
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
	const use = `(?:\\bimport|System|Configuration)\\b[\\s\\S]{0,300}?(?<![\\w'-])${name}(?![\\w'-])`;
	return new RegExp(use).test(text);
}

/** A look at the caret in a repaired text. */
class Look {
	constructor(
		private readonly root: Node,
		private readonly repaired: Repaired,
		private readonly destinations: Destinations,
		private readonly knowledge: Knowledge,
	) {}

	at(node: CaretNode): Typed | undefined {
		switch (node.kind) {
			case "formal": {
				const lambda = node.parent?.parent;
				return lambda?.kind === "lambda" ? { kind: "formal", lambda } : undefined;
			}
			case "attr":
				return this.atAttr(node);
			case "variable":
				return this.atVariable(node);
		}
	}

	private atAttr(attr: Attr): Typed | undefined {
		const { parent } = attr;
		if (parent?.kind === "inherit") {
			const own = this.nameIn(parent.parent, [], attr);
			const from = parent.from && unparenthesized(parent.from);
			if (own !== undefined || from?.kind !== "variable") return own;
			return { kind: "attribute", of: from, steps: [] };
		}
		if (parent?.kind !== "attrpath") return undefined;
		const steps = parent.attrs.slice(0, parent.attrs.indexOf(attr)).map(({ name }) => name);
		const holder = parent.parent;
		if (!steps.every((step) => step !== undefined)) return undefined;
		if (holder?.kind === "binding") return this.nameIn(holder.parent, steps, attr);
		const isRead = holder?.kind === "select" || holder?.kind === "has-attr";
		const target = isRead ? unparenthesized(holder.target) : undefined;
		if (target?.kind !== "variable") return undefined;
		return { kind: "attribute", of: target, steps };
	}

	private nameIn(holder: Node | undefined, steps: readonly string[], typed: Attr): Typed | undefined {
		if (holder?.kind !== "attrset" && holder?.kind !== "let") return undefined;
		const destination = this.destinations.ofNames(holder, steps) ?? this.evaluated(holder, steps);
		return destination && { kind: "name", destination, given: namesGiven(holder, steps, typed) };
	}

	private atVariable(variable: Variable): Typed | undefined {
		const { inString } = this.repaired;
		if (!inString && isImported(this.root, variable)) return { kind: "source" };
		const outer = unwrappedParent(variable);
		const names = outer?.kind === "binding" ? staticPath(outer.path) : undefined;
		const destination = this.destinations.of(variable) ?? (names && this.evaluated(outer?.parent, names));
		if (destination !== undefined && destination.path.length > 0) {
			return { kind: "value", destination, isElement: outer?.kind === "list" };
		}
		if (isSystemHere(outer)) return { kind: "system" };
		return inString ? undefined : { kind: "expression" };
	}

	/** Where goes what `names` stand for in a set, if the evaluation has seen others of its names arrive. */
	private evaluated(set: Node | undefined, names: readonly string[]): Destination | undefined {
		const { bracket } = this.repaired;
		if (set?.kind !== "attrset" || bracket === undefined || !holdsTellingName(set)) return undefined;
		const known = this.knowledge.readerAt(bracket);
		if (known === undefined) return undefined;
		return { reader: known.reader, path: [...known.path, ...names], around: [{ set, path: known.path }] };
	}
}

/** True if a set has a name that nixpkgs reads: few others are worth asking the evaluation for. */
function holdsTellingName({ bindings }: Attrset): boolean {
	const names = bindings.flatMap(boundAttrs);
	const tables = [nixpkgsArguments, platformAttributes, configOptions];
	return names.some(({ name }) => name !== undefined && tables.some((table) => table.has(name)));
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
