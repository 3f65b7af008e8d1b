import { type Tree, treeIdentity } from "../flake/brand.ts";
import type { Instance } from "../flake/instance.ts";
import { globals } from "../flake/library/builtins.ts";
import { lookUp } from "../flake/names.ts";
import { spelling } from "../flake/paths.ts";
import { attribute } from "../flake/select.ts";
import {
	type Attrs,
	type Closure,
	isNull,
	type List,
	type Primitive,
	type Thunk,
	type Unknown,
	type Value,
} from "../flake/value.ts";
import { freeVariables, type Use } from "../semantics/scopes.ts";
import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Node, Select } from "../syntax/nodes.ts";
import { readWhole } from "../syntax/read-whole.ts";
import { canonicalText } from "./canonical-text.ts";

/**
 * A text that is equal for two values only if they are equal in Nix. Undefined if the value is not fully known.
 * It tells the values of one evaluation apart and means nothing beyond it.
 */
export function fingerprint(value: Value): string | undefined {
	return print(value, { closures: [], depth: 0 });
}

/**
 * A text that is equal for two instances only if they are the same package set: the same source and the same
 * arguments, however written. Undefined if the source or an argument is not known.
 */
export function instanceFingerprint(instance: Instance): string | undefined {
	const known = kept.get(instance) ?? { print: printInstance(instance, { closures: [], depth: 0 }) };
	kept.set(instance, known);
	return known.print;
}

/** The same text, if the libraries of all nixpkgs do the same: which of them a function in the arguments takes is left out. */
export function fingerprintOfAnyLibrary(instance: Instance): string | undefined {
	return printInstance(instance, { closures: [], depth: 0, anyLibrary: true });
}

/** What rests on a fingerprint has been looked at, so that an edit of it makes another instance. */
const kept = new WeakMap<Instance, { readonly print: string | undefined }>();

/** What is being printed around a value, so that a value inside of itself ends. */
interface Within {
	readonly closures: readonly Closure[];
	readonly depth: number;
	readonly anyLibrary?: boolean;
}

const maxDepth = 40;

function print(value: Value, around: Within): string | undefined {
	if (around.depth > maxDepth) return undefined;
	const within = { ...around, depth: around.depth + 1 };
	switch (value.kind) {
		case "unknown":
			return printUnknown(value, within);
		case "choice":
			return undefined;
		case "scalar":
			return `${typeof value.value} ${value.value}`;
		case "string":
			return JSON.stringify(value.value);
		case "path": {
			const tree = treeIdentity(value.tree);
			return tree && `${value.string ? "text of " : ""}path ${JSON.stringify([tree, spelling(value), value.copied])}`;
		}
		case "list":
			return printList(value, within);
		case "attrs":
			return printAttrs(value, within);
		case "closure":
			return printClosure(value, within);
		case "primitive":
			return printPrimitive(value, within);
	}
}

function printUnknown({ symbol, library }: Unknown, { anyLibrary }: Within): string | undefined {
	if (symbol === undefined) return undefined;
	const tree = library === undefined || anyLibrary ? "" : ` of ${library}`;
	return `the ${JSON.stringify(symbol)}${tree}`;
}

function printList({ items, open }: List, within: Within): string | undefined {
	const printed = open === undefined ? printAll(items, within) : undefined;
	return printed && `[${printed.join(" ")}]`;
}

function printAttrs(set: Attrs, within: Within): string | undefined {
	switch (set.brand?.kind) {
		case "input":
			return `input ${set.brand.input.identity}`;
		case "library": {
			const { source } = set.brand;
			if (within.anyLibrary) return "library";
			const tree = source.kind === "workspace" ? undefined : treeIdentity(source);
			return tree && `library of ${tree}`;
		}
		case "instance": {
			const instance = printInstance(set.brand.instance, within);
			return instance && `instance ${instance}`;
		}
		case "self":
			return `the flake ${set.brand.path}`;
		case "host":
			return undefined;
	}
	if (set.open !== undefined) return undefined;
	const entries = [...set.entries].sort(([a], [b]) => (a < b ? -1 : 1));
	const printed = printAll(
		entries.map(([, { thunk }]) => thunk),
		within,
	);
	return printed && `{${entries.map(([name], index) => `${JSON.stringify(name)}=${printed[index]};`).join("")}}`;
}

/** A function is what is written, with the values of the names that it takes from around it, or of what it selects of them. */
function printClosure(closure: Closure, within: Within): string | undefined {
	const { lambda, environment } = closure;
	readWhole(lambda);
	const outer = within.closures.findIndex((other) => other.lambda === lambda && other.environment === environment);
	if (outer >= 0) return `closure ${outer}`;
	const inner = { ...within, closures: [...within.closures, closure] };
	const free = new Set<Node>(freeVariables(lambda));
	const written = (use: Use, path: readonly string[]): string | undefined => {
		const slot = lookUp({ globals }, use.name ?? "", environment);
		if (typeof slot === "string") return undefined;
		if (path.length === 0 && slot === globals.get(use.name ?? "")) return `global ${use.name}`;
		const value = path.reduce<Value | undefined>((set, name) => set && attribute(set, name), slot.thunk.force());
		return value && print(value, inner);
	};
	const inherited: string[] = [];
	const text = canonicalText(lambda, environment.file, (node) => {
		if (node.kind === "select") return selected(node, free, written);
		if (!free.has(node) || (node.kind !== "variable" && node.kind !== "attr")) return undefined;
		const value = written(node, []);
		if (node.kind === "variable") return value ?? false;
		inherited.push(`${node.name}=${value};`);
		return value === undefined ? false : undefined;
	});
	return text && `${text} with {${inherited.join("")}}`;
}

/** What is selected of a name from around a function: the value of as much of it as is known, and the names after that. */
function selected(
	{ target, path, default: otherwise }: Select,
	free: ReadonlySet<Node>,
	written: (use: Use, path: readonly string[]) => string | undefined,
): string | false | undefined {
	const base = unparenthesized(target);
	const names = staticPath(path);
	if (base.kind !== "variable" || !free.has(base) || names === undefined || otherwise !== undefined) return undefined;
	for (let taken = names.length; taken >= 0; taken--) {
		const value = written(base, names.slice(0, taken));
		if (value !== undefined) return [value, ...names.slice(taken)].join(".");
	}
	return false;
}

function printPrimitive({ call, given }: Primitive, within: Within): string | undefined {
	const printed = printAll(given, within);
	return printed && `function ${numberOf(call)}(${printed.join(" ")})`;
}

const numbers = new WeakMap<Primitive["call"], number>();
let nextNumber = 0;

/** Two functions that are not written in the workspace are equal if they are the very same. */
function numberOf(call: Primitive["call"]): number {
	const known = numbers.get(call) ?? nextNumber++;
	numbers.set(call, known);
	return known;
}

function printAll(thunks: readonly Thunk[], within: Within): readonly string[] | undefined {
	const printed: string[] = [];
	for (const thunk of thunks) {
		const text = print(thunk.force(), within);
		if (text === undefined) return undefined;
		printed.push(text);
	}
	return printed;
}

function printInstance(instance: Instance, within: Within): string | undefined {
	const { spelling, base, argument, source } = instance;
	if (spelling === "host" || argument === undefined) return undefined;
	if (base !== undefined) {
		const under = printInstance(base, within);
		const overlays = print(argument.force(), within);
		if (under === undefined || overlays === undefined) return undefined;
		return `${under} extended by ${spelling === "extend" ? `[${overlays}]` : overlays}`;
	}
	const tree = treeIdentity(source);
	const given = printArguments(argument.force(), source, within);
	return tree === undefined || given === undefined ? undefined : `${tree} {${given}}`;
}

/**
 * nixpkgs' arguments in one spelling: `system = x` is `localSystem = x` is `localSystem.system = x`, and what is null
 * is not given. Empty `config` and `overlays` are the defaults where evaluation is pure, that is for a flake's input.
 */
function printArguments(argument: Value, source: Tree, within: Within): string | undefined {
	if (argument.kind !== "attrs" || argument.open !== undefined || argument.brand !== undefined) return undefined;
	const printed = new Map<string, string>();
	for (const [name, { thunk }] of argument.entries) {
		const value = thunk.force();
		if (isNull(value)) continue;
		const text = print(isPlatform(name) ? doubleOf(value) : value, within);
		if (text === undefined) return undefined;
		const isDefault =
			source.kind === "input" && ((name === "config" && text === "{}") || (name === "overlays" && text === "[]"));
		if (!isDefault) printed.set(name === "system" ? "localSystem" : name, text);
	}
	if (printed.get("crossSystem") === printed.get("localSystem")) printed.delete("crossSystem");
	return [...printed]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, text]) => `${name}=${text};`)
		.join("");
}

function isPlatform(name: string): boolean {
	return name === "system" || name === "localSystem" || name === "crossSystem";
}

/** `"x"` for `{ system = "x"; }`. */
function doubleOf(platform: Value): Value {
	if (platform.kind !== "attrs" || platform.open !== undefined || platform.entries.size !== 1) return platform;
	return platform.entries.get("system")?.thunk.force() ?? platform;
}
