import { isNixpkgs, namesNixpkgs } from "../flake/brand.ts";
import { resolve } from "../semantics/scopes.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { AttrBinding, Expression, Select, StringPart, Variable } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";

/**
 * Whether an import that the evaluation knows nothing of is one of nixpkgs, by what its source is called and by the
 * arguments that only nixpkgs takes. `isInput` tells of a name whether it is an input that is a nixpkgs; undefined if
 * it is no input.
 */
export function isAssumedImport(
	{ source, argument }: { readonly source: Expression; readonly argument: Expression | undefined },
	isInput: (name: string) => boolean | undefined,
): boolean {
	const verdict = judge(source, isInput, 0);
	return verdict ?? (argument !== undefined && hasTellingArguments(argument) && isNamed(source));
}

type IsInput = (name: string) => boolean | undefined;

/** Bindings that refer to each other are followed this far. */
const maxDepth = 8;

/** True or false where the name tells, undefined where it does not. */
function judge(expression: Expression, isInput: IsInput, depth: number): boolean | undefined {
	if (depth > maxDepth) return undefined;
	const source = unparenthesized(expression);
	const again = (inner: Expression) => judge(inner, isInput, depth + 1);
	switch (source.kind) {
		case "variable":
			return judgeVariable(source, isInput, again);
		case "select": {
			const names = source.path.attrs.map(({ name }) => name);
			if (names.at(-1) === "outPath" && names.length > 1) names.pop();
			return judgeAttribute(source.target, names, isInput);
		}
		case "search-path":
			return isNixpkgs({ kind: "lookup-path", name: source.path });
		case "path":
			return judgePath(source.parts);
		case "string":
			return judgeText(source.parts, again);
		case "binary":
			return source.operator === "+" && isTopLevel(source.right) ? again(source.left) : false;
		case "if":
			return again(source.consequence) ?? again(source.alternative);
		case "let":
		case "with":
		case "assert":
			return again(source.body);
		case "apply":
			return judgeCall(source);
		case "attrset":
		case "lambda":
		case "list":
		case "number":
			return false;
		default:
			return undefined;
	}
}

function judgeVariable(
	variable: Variable,
	isInput: IsInput,
	again: (inner: Expression) => boolean | undefined,
): boolean | undefined {
	const definition = resolve(variable);
	const binding = definition.kind === "bound" ? definition.attrs[0]?.parent?.parent : undefined;
	const isWhole = binding?.kind === "binding" && binding.path.attrs.length === 1;
	const told = isWhole ? again(binding.value) : isInput(variable.name);
	if (told !== undefined) return told;
	return isNamedAfterNixpkgs(variable.name) || isNamedAfterChannel(variable.name) ? true : undefined;
}

/** `inputs.nixpkgs`, `sources.nixpkgs-unstable`, `pkgs.path`. */
function judgeAttribute(
	target: Expression,
	names: readonly (string | undefined)[],
	isInput: IsInput,
): boolean | undefined {
	const last = names.at(-1);
	if (last === undefined) return undefined;
	const holder = names.length > 1 ? names.at(-2) : nameOf(target);
	if (last === "path") return holder !== undefined && /^_?(.*pkgs.*|final|prev|self|super)$/i.test(holder);
	const input = holder === "inputs" ? isInput(last) : undefined;
	if (input !== undefined) return input;
	if (/nixpkgs/i.test(last)) return isNamedAfterNixpkgs(last);
	const isPin = holder !== undefined && /^(inputs|sources|pins)$/.test(holder);
	return isPin && isNamedAfterChannel(last) ? true : undefined;
}

/** True if a name says that an attribute is taken from a package set: `pkgs.x`, `nixpkgs.legacyPackages.${system}.x`. */
export function isNamedPackageSet({ target, path }: Select): boolean {
	const names = path.attrs.slice(0, -1).map(({ name }) => name);
	if (names.includes("legacyPackages")) return true;
	const name = nameOf(target);
	return names.length === 0 && name !== undefined && isNamedAfterNixpkgs(name) && !/haskell|python|ocaml/i.test(name);
}

function nameOf(expression: Expression): string | undefined {
	const target = unparenthesized(expression);
	return target.kind === "variable" ? target.name : undefined;
}

/** `nixpkgs-unstable`, `patchedPkgs`; no project around nixpkgs whose name starts like its own, and no part of it. */
function isNamedAfterNixpkgs(name: string): boolean {
	return (
		/pkgs/i.test(name) &&
		!/nixpkgs[-_](wayland|mozilla|fmt|lint|review|update|hammer(ing)?|xr|ruby|python|terraform|esp-dev|overlay|config)/i.test(
			name,
		) &&
		!/(overlay|config|module|lib)s?$/i.test(name)
	);
}

/** `unstable`, `nixos-stable`, `unstableTarball`. */
function isNamedAfterChannel(name: string): boolean {
	return /^(nixos[-_]?)?(un)?stable([-_]?(tarball|src|source))?$/i.test(name);
}

/** A file that is called after nixpkgs: it holds a pin. */
function judgePath(parts: readonly StringPart[]): boolean {
	const [only] = parts;
	return parts.length === 1 && typeof only === "string" && /(^|\/)nixpkgs(\.nix)?$/.test(only);
}

/** `"${nixpkgs}"`, and the address of a tarball. */
function judgeText(
	parts: readonly StringPart[],
	again: (inner: Expression) => boolean | undefined,
): boolean | undefined {
	const [first, ...rest] = parts;
	if (first === undefined || typeof first === "string") return false;
	return rest.every((part) => typeof part === "string") && isTopLevelPath(rest.join("")) ? again(first) : false;
}

function isTopLevel(expression: Expression): boolean {
	const step = unparenthesized(expression);
	if (step.kind !== "string") return false;
	return step.parts.every((part) => typeof part === "string") && isTopLevelPath(step.parts.join(""));
}

function isTopLevelPath(path: string): boolean {
	return /^(\/|\/\.|\/default\.nix)?$/.test(path);
}

/** A call that fetches or patches: what it is given names nixpkgs, or a source that does. */
function judgeCall(call: Expression): boolean | undefined {
	let namesOther = false;
	for (const node of descendants(call)) {
		if (node.kind === "binding" && isName(node, "repo")) {
			const text = literalText(node.value);
			if (text !== undefined) return text.toLowerCase() === "nixpkgs";
		}
		if (node.kind === "string") {
			const text = node.parts.map((part) => (typeof part === "string" ? part : "x")).join("");
			if (namesNixpkgs(text) || /^(flake:)?nixpkgs(\/|$)/.test(text)) return true;
			if (/^\w+(\+\w+)?:/.test(text)) namesOther = true;
		}
		if (node.kind === "binding" && isName(node, "src")) {
			const told = judge(node.value, () => undefined, 1);
			if (told !== undefined) return told;
		}
	}
	return namesOther ? false : undefined;
}

function isName({ path }: AttrBinding, name: string): boolean {
	return path.attrs.length === 1 && path.attrs[0]?.name === name;
}

/** The text of a string or path without anything computed in it. */
export function literalText(expression: Expression): string | undefined {
	const value = unparenthesized(expression);
	if (value.kind !== "string" && value.kind !== "path") return undefined;
	return value.parts.every((part) => typeof part === "string") ? value.parts.join("") : undefined;
}

/** Only what has a name can be anything; a path or a call has been judged already. */
function isNamed(source: Expression): boolean {
	const { kind } = unparenthesized(source);
	return kind === "variable" || kind === "select";
}

/** Arguments that together only nixpkgs takes. */
function hasTellingArguments(argument: Expression): boolean {
	const set = unparenthesized(argument);
	if (set.kind !== "attrset") return false;
	const names = set.bindings.flatMap((binding) =>
		binding.kind === "inherit" ? binding.attrs.map(({ name }) => name) : [binding.path.attrs[0]?.name],
	);
	const has = (name: string) => names.includes(name);
	const hasSystem = has("system") || has("localSystem") || has("crossSystem");
	return (
		has("crossSystem") ||
		has("crossOverlays") ||
		has("localSystem") ||
		(hasSystem && (has("config") || has("overlays")))
	);
}
