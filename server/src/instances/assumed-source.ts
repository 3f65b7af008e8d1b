import { isNixpkgs, namesNixpkgs } from "../flake/brand.ts";
import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Expression, Node, Select, StringPart, Variable } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { boundValue } from "./imports.ts";
import { lastName } from "./shapes.ts";

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
	const value = boundValue(variable);
	const told = value === undefined ? isInput(variable.name) : again(value);
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
function judgeCall(call: Apply): boolean | undefined {
	if (!/fetch|getflake|patch|srconly|runcommand|mkderivation/i.test(lastName(call.function) ?? "")) return undefined;
	let namesOther = false;
	for (const node of descendants(call.argument)) {
		const told = judgeGiven(node);
		if (told === true || (told === false && node.kind !== "string")) return told;
		namesOther ||= told === false;
	}
	return namesOther ? false : undefined;
}

/** What a part of such a call's argument tells. */
function judgeGiven(node: Node): boolean | undefined {
	switch (node.kind) {
		case "binding": {
			const name = staticPath(node.path)?.join(".");
			const text = name === "repo" ? literalText(node.value) : undefined;
			if (text !== undefined) return namesNixpkgs(text);
			return name === "src" ? judge(node.value, () => undefined, 1) : undefined;
		}
		case "string": {
			const text = node.parts.map((part) => (typeof part === "string" ? part : "x")).join("");
			if (namesNixpkgs(text) || /^(flake:)?nixpkgs(\/|$)/.test(text)) return true;
			return /^\w+(\+\w+)?:/.test(text) ? false : undefined;
		}
		case "select":
			// `lock.nodes.nixpkgs.locked.rev`, `sources.nixpkgs.url`
			return node.path.attrs.some(({ name }) => name !== undefined && /^nixpkgs(-|$)/.test(name)) || undefined;
		default:
			return undefined;
	}
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
	const names = namesGiven(argument, 0);
	const has = (name: string) => names.has(name);
	if (has("crossSystem") || has("crossOverlays") || has("localSystem")) return true;
	return has("system") && (has("config") || has("overlays"));
}

/** The names of the attributes that a set may have, as far as they can be seen. */
function namesGiven(argument: Expression, depth: number): ReadonlySet<string> {
	const set = unparenthesized(argument);
	const all = (...parts: readonly Expression[]) =>
		new Set(depth > maxDepth ? [] : parts.flatMap((part) => [...namesGiven(part, depth + 1)]));
	switch (set.kind) {
		case "attrset": {
			const attrs = set.bindings.flatMap((binding) =>
				binding.kind === "inherit" ? binding.attrs : binding.path.attrs.slice(0, 1),
			);
			return new Set(attrs.flatMap(({ name }) => name ?? []));
		}
		case "binary":
			return set.operator === "//" ? all(set.left, set.right) : new Set();
		case "if":
			return all(set.consequence, set.alternative);
		case "apply":
			return all(set.argument);
		case "variable": {
			const value = boundValue(set);
			return value === undefined ? new Set() : all(value);
		}
		default:
			return new Set();
	}
}
