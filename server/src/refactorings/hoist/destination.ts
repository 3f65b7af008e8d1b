import type { FlakeInput } from "../../flake/inputs.ts";
import { attribute } from "../../flake/select.ts";
import { stringOf, Thunk, unknown, type Value } from "../../flake/value.ts";
import { builtOn } from "../../instances/built-for.ts";
import type { Use } from "../../instances/site.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Node } from "../../syntax/nodes.ts";

/** What the place that a call is moved to offers for the names in it. */
export interface Destination {
	/** The workspace path of the file. */
	readonly path: string;
	/** The text that stands for the hosts' system there: a quoted double, or a variable. */
	readonly system: string;
	/** How an input is named there; `written` is how it was named before. */
	readonly input: (input: FlakeInput, written: string) => string;
	/** How nixpkgs' library is named there. */
	readonly library: () => string;
	/** The name of all inputs together, if they have one there. */
	readonly inputs: string | undefined;
	/** True if the flake itself is called `self` there. */
	readonly self: boolean;
	/** A name that is bound to this very thing there. */
	readonly nameOf: (meaning: Thunk) => string | undefined;
	/** True for a scope whose names mean the same there. */
	readonly sees: (scope: Node) => boolean;
}

/** What a name in a moved call stands for, once for each use of the site. */
export type Meanings = readonly Thunk[];

/** An attribute of what a thunk gives, with the text that it comes from. */
export function attributeOf(thunk: Thunk, name: string): Thunk {
	const value = thunk.force();
	const own = value.kind === "attrs" ? value.entries.get(name)?.thunk : undefined;
	return own ?? new Thunk(() => attribute(value, name) ?? unknown(`there is no attribute ‘${name}’`));
}

/** True if in each use a name stands for the system that the use is for: that of its host, or what it is built on. */
export function isSystem(meanings: Meanings, uses: readonly Use[]): boolean {
	return meanings.every((thunk, index) => {
		const value = stringOf(thunk.force());
		return value !== undefined && value === systemOf(uses[index]);
	});
}

function systemOf(use: Use | undefined): string | undefined {
	if (use?.host !== undefined) return stringOf(use.host.system.force());
	return use?.instance && builtOn(use.instance);
}

/** The text that stands at a destination for the same value; undefined if it has none for all uses. */
export function nameAt(destination: Destination, meanings: Meanings, written: string): string | undefined {
	const values = meanings.map((thunk) => thunk.force());
	const [first] = values;
	if (meanings.every(isLiteral)) {
		const [text, ...others] = values.map(literalText);
		return others.every((other) => other === text) ? text : undefined;
	}
	const input = inputOf(first);
	if (input !== undefined) {
		return values.every((value) => inputOf(value)?.identity === input.identity)
			? destination.input(input, written)
			: undefined;
	}
	return brandedName(destination, first) ?? sameName(destination, meanings);
}

/** The input that a value is, or whose tree it is the path of. */
function inputOf(value: Value | undefined): FlakeInput | undefined {
	if (value?.kind === "attrs" && value.brand?.kind === "input") return value.brand.input;
	return value?.kind === "path" && value.tree.kind === "input" && value.path === "/" ? value.tree.input : undefined;
}

function brandedName(destination: Destination, value: Value | undefined): string | undefined {
	const brand = value?.kind === "attrs" ? value.brand : undefined;
	switch (brand?.kind) {
		case "library":
			return destination.library();
		case "inputs":
			return destination.inputs;
		case "self":
			return destination.self ? "self" : undefined;
		default:
			return undefined;
	}
}

/** The one name there for what is the very same thing in all uses. */
function sameName(destination: Destination, meanings: Meanings): string | undefined {
	const names = new Set(meanings.map((meaning) => destination.nameOf(meaning)));
	const [only] = names;
	return names.size === 1 ? only : undefined;
}

/** True if a value is written out in the text. What an option gives is none: it may be set anew, and must be asked. */
function isLiteral(thunk: Thunk): boolean {
	const expression = thunk.origin && unparenthesized(thunk.origin.expression);
	if (expression?.kind === "string") return expression.parts.every((part) => typeof part === "string");
	return expression?.kind === "variable" && (expression.name === "true" || expression.name === "false");
}

function literalText(value: ReturnType<Thunk["force"]>): string | undefined {
	if (value.kind === "scalar") return String(value.value);
	if (value.kind !== "string") return undefined;
	return /["\\\n\r\t]|\$\{/.test(value.value) ? undefined : `"${value.value}"`;
}
