import { alternatives } from "../flake/choices.ts";
import { type Json, toJson } from "../flake/plain-data.ts";
import type { Value } from "../flake/value.ts";
import { resolve } from "../semantics/scopes.ts";
import { boundAttrs, unparenthesized, unwrappedParent } from "../syntax/attrs.ts";
import type { Attr, Expression, Lambda, Variable } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { isOverlay } from "./shapes.ts";
import type { Site } from "./site.ts";

/**
 * Where an argument's value comes from: written in place, a `let`, an argument of a function around it, a package set
 * (`pkgs.system`, `final.config`), a module's `config`, the flake's inputs, or something computed.
 */
export type Origin = "literal" | "let" | "formal" | "package-set" | "module-config" | "input" | "expression";

/** An argument that nixpkgs is given. */
export interface Argument {
	readonly name: string;
	readonly origin: Origin;
	/** Its value if that is the same, and known, each time: text, number, truth value, null, or a set or list of them. */
	readonly value: Json | undefined;
}

/** The arguments of a site by name, in the order of the text; undefined if it can't be told which ones there are. */
export function argumentsOf({ argument, uses, spelling }: Site): readonly Argument[] | undefined {
	if (spelling !== "import" || argument === undefined) return [];
	const given = uses.flatMap(({ instance }) => (instance?.argument === undefined ? [] : [instance.argument.force()]));
	const sets = given.flatMap((value) => alternatives(value));
	const [first] = sets;
	if (first === undefined) return writtenArguments(argument);
	if (first.kind !== "attrs" || first.open !== undefined) return writtenArguments(argument);
	return [...first.entries].map(([name, { definedAt }]) => ({
		name,
		origin: definedAt?.node.kind === "attr" ? originOf(definedAt.node) : "expression",
		value: commonValue(sets, name),
	}));
}

/** What a set that is written in place gives. */
function writtenArguments(argument: Expression): readonly Argument[] | undefined {
	const set = unparenthesized(argument);
	if (set.kind !== "attrset") return undefined;
	const byName = new Map<string, Argument>();
	for (const attr of set.bindings.flatMap(boundAttrs)) {
		if (attr.name === undefined) return undefined;
		if (!byName.has(attr.name)) byName.set(attr.name, { name: attr.name, origin: originOf(attr), value: undefined });
	}
	return [...byName.values()];
}

function commonValue(sets: readonly Value[], name: string): Json | undefined {
	const values = sets.map((set) => {
		const slot = set.kind === "attrs" ? set.entries.get(name) : undefined;
		return slot === undefined ? undefined : toJson(slot.thunk.force());
	});
	const [first] = values;
	const text = JSON.stringify(first);
	return values.every((value) => JSON.stringify(value) === text) ? first : undefined;
}

/** Where the value that an attribute names comes from. */
function originOf(attr: Attr): Origin {
	const { parent } = attr;
	if (parent?.kind === "inherit") return parent.from === undefined ? nameOrigin(attr) : holderOrigin(parent.from);
	const binding = parent?.parent;
	return binding?.kind === "binding" ? expressionOrigin(binding.value) : "expression";
}

function expressionOrigin(expression: Expression): Origin {
	const value = unparenthesized(expression);
	if (isLiteral(value)) return "literal";
	if (value.kind === "variable") return nameOrigin(value);
	return value.kind === "select" ? holderOrigin(value) : "expression";
}

/** True for what is the same wherever it stands. */
function isLiteral(value: Expression): boolean {
	for (const node of descendants(value)) {
		if (node.kind === "variable" && !/^(true|false|null)$/.test(node.name)) return false;
		if (node.kind === "inherit" || node.kind === "error") return false;
	}
	return true;
}

function nameOrigin(use: Variable | Attr): Origin {
	const definition = resolve(use);
	switch (definition.kind) {
		case "bound":
			return "let";
		case "formal":
			return formalOrigin(definition.name);
		case "universal":
			return belongsToOverlay(definition.scope) ? "package-set" : formalOrigin(definition.name);
		default:
			return "expression";
	}
}

function formalOrigin(name: string): Origin {
	if (name === "inputs") return "input";
	if (name === "config") return "module-config";
	return /^(pkgs|prev|final|super)$/.test(name) ? "package-set" : "formal";
}

function belongsToOverlay(lambda: Lambda): boolean {
	if (isOverlay(lambda)) return true;
	const inner = unparenthesized(lambda.body);
	return inner.kind === "lambda" && unwrappedParent(inner) === lambda && isOverlay(inner);
}

/** What an attribute is taken from says more than its name: `pkgs.stdenv.hostPlatform.system`. */
function holderOrigin(expression: Expression): Origin {
	let holder = unparenthesized(expression);
	while (holder.kind === "select") holder = unparenthesized(holder.target);
	if (holder.kind !== "variable") return "expression";
	const definition = resolve(holder);
	if (definition.kind === "bound") return /pkgs/i.test(holder.name) ? "package-set" : "let";
	return nameOrigin(holder);
}
