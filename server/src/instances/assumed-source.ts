import { isNixpkgs } from "../flake/brand.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Attr, Expression, StringPart, Variable } from "../syntax/nodes.ts";
import { judgeFetched } from "./fetched-source.ts";
import { boundValue } from "./imports.ts";
import { isNamedAfterChannel, isNamedAfterNixpkgs, variableName } from "./nixpkgs-names.ts";
import { hasTellingArguments } from "./telling-arguments.ts";

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
			const names = source.path.attrs.map(writtenName);
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
			return either(again(source.consequence), again(source.alternative));
		case "let":
		case "with":
		case "assert":
			return again(source.body);
		case "apply":
			return judgeFetched(source, again);
		case "attrset":
		case "lambda":
		case "list":
		case "number":
			return false;
		default:
			return undefined;
	}
}

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
	return a === true || b === true ? true : (a ?? b);
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
	const holder = names.length > 1 ? names.at(-2) : variableName(target);
	// `nixpkgsOf.${channel}`
	if (last === undefined)
		return holder !== undefined && /nixpkgs/i.test(holder) ? isNamedAfterNixpkgs(holder) : undefined;
	if (last === "path") return holder !== undefined && /^_?(.*pkgs.*|final|prev|self|super)$/i.test(holder);
	const input = holder === "inputs" ? isInput(last) : undefined;
	if (input !== undefined) return input;
	if (/nixpkgs/i.test(last)) return isNamedAfterNixpkgs(last);
	const isPin = holder !== undefined && /^(inputs|sources|pins)$/.test(holder);
	return isPin && isNamedAfterChannel(last) ? true : undefined;
}

/** The name of an attribute. What is computed in a part of it, as in `"nixos-${branch}"`, is taken for a channel. */
function writtenName({ name, dynamic }: Attr): string | undefined {
	if (name !== undefined || dynamic?.kind !== "string") return name;
	const isPart = dynamic.parts.some((part) => typeof part === "string");
	return isPart ? dynamic.parts.map((part) => (typeof part === "string" ? part : "unstable")).join("") : undefined;
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

/** Only what has a name can be anything; a path or a call has been judged already. */
function isNamed(source: Expression): boolean {
	const { kind } = unparenthesized(source);
	return kind === "variable" || kind === "select";
}
