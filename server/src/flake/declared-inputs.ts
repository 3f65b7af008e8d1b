import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Attr, AttrBinding, Attrset, Expression } from "../syntax/nodes.ts";
import type { InputPath } from "./lock-graph.ts";

/** What a flake.nix says about an input, or about an input of an input. */
export interface DeclaredInput {
	readonly path: InputPath;
	/** Where it is named first. */
	readonly name: Attr;
	/** The bindings that speak of it or of its own inputs, in the order of the text, without those inside of others. */
	readonly bindings: readonly AttrBinding[];
	/** Its own attributes, such as `url` and `follows`. */
	readonly attributes: ReadonlyMap<string, Statement>;
	/** The set written for it, if there is one. */
	readonly set: Attrset | undefined;
	/** The set written for its `inputs`, if there is one. */
	readonly inputsSet: Attrset | undefined;
	/** What is said about its own inputs, by name. */
	readonly inputs: ReadonlyMap<string, DeclaredInput>;
}

/** A binding of one attribute of an input. */
export interface Statement {
	readonly binding: AttrBinding;
	/** The text or the truth value that it gives; undefined if it is neither. */
	readonly value: string | boolean | undefined;
}

/** The inputs that a flake.nix declares, by name. Nix reads them without evaluating: they stand there as they are. */
export function declaredInputs(root: Expression): ReadonlyMap<string, DeclaredInput> {
	const found = new Map<string, Draft>();
	for (const [step, ...rest] of inputBindings(root)) if (step !== undefined) addInput(found, [], [step, ...rest]);
	return found;
}

/** What an input follows, if flake.nix says so. */
export function declaredFollows({ attributes }: DeclaredInput): InputPath | undefined {
	const value = attributes.get("follows")?.value;
	return typeof value === "string" ? value.split("/").filter((name) => name !== "") : undefined;
}

/** What flake.nix lets an input at a path follow. */
export function followsAt(inputs: ReadonlyMap<string, DeclaredInput>, path: InputPath): InputPath | undefined {
	const declared = declaredAt(inputs, path);
	return declared && declaredFollows(declared);
}

/** What flake.nix says about the input at a path. */
export function declaredAt(inputs: ReadonlyMap<string, DeclaredInput>, path: InputPath): DeclaredInput | undefined {
	const [name = "", ...rest] = path;
	const input = inputs.get(name);
	return input === undefined || rest.length === 0 ? input : declaredAt(input.inputs, rest);
}

interface Draft extends DeclaredInput {
	readonly bindings: AttrBinding[];
	readonly attributes: Map<string, Statement>;
	set: Attrset | undefined;
	inputsSet: Attrset | undefined;
	readonly inputs: Map<string, Draft>;
}

/** One step on the way to a value: the name, and the binding that it is written in. */
interface Step {
	readonly attr: Attr;
	readonly binding: AttrBinding;
}

/** The ways to all values of `inputs`, from the names of the inputs on. */
function inputBindings(root: Expression): readonly (readonly Step[])[] {
	return waysIn(root, []).flatMap(([first, ...steps]) => (first?.attr.name === "inputs" ? [steps] : []));
}

function waysIn(expression: Expression, above: readonly Step[]): readonly (readonly Step[])[] {
	const set = unparenthesized(expression);
	if (set.kind !== "attrset" || set.bindings.length === 0) return above.length === 0 ? [] : [above];
	return set.bindings.flatMap((binding) => {
		if (binding.kind !== "binding" || staticPath(binding.path) === undefined) return [];
		if (above.length === 0 && binding.path.attrs[0]?.name !== "inputs") return [];
		return waysIn(binding.value, [...above, ...binding.path.attrs.map((attr) => ({ attr, binding }))]);
	});
}

function addInput(to: Map<string, Draft>, above: InputPath, [first, ...rest]: readonly [Step, ...Step[]]): void {
	const name = first.attr.name ?? "";
	const known = to.get(name);
	const input = known ?? { path: [...above, name], name: first.attr, ...empty() };
	if (known === undefined) to.set(name, input);
	if (!input.bindings.includes(first.binding)) input.bindings.push(first.binding);
	input.set ??= setBoundTo(first);
	const [attribute, next, ...more] = rest;
	if (attribute === undefined) return;
	if (attribute.attr.name === "inputs") {
		input.inputsSet ??= setBoundTo(attribute);
		if (next !== undefined) addInput(input.inputs, input.path, [next, ...more]);
	} else if (next === undefined && attribute.attr.name !== undefined) {
		const { binding } = attribute;
		input.attributes.set(attribute.attr.name, { binding, value: plainValue(binding.value) });
	}
}

function empty(): Pick<Draft, "bindings" | "attributes" | "set" | "inputsSet" | "inputs"> {
	return { bindings: [], attributes: new Map(), set: undefined, inputsSet: undefined, inputs: new Map() };
}

/** The set that stands where a step leads to. */
function setBoundTo({ attr, binding }: Step): Attrset | undefined {
	const value = unparenthesized(binding.value);
	return binding.path.attrs.at(-1) === attr && value.kind === "attrset" ? value : undefined;
}

function plainValue(expression: Expression): string | boolean | undefined {
	const value = unparenthesized(expression);
	if (value.kind === "uri") return value.text;
	if (value.kind === "variable") return value.name === "true" ? true : value.name === "false" ? false : undefined;
	if (value.kind !== "string" || value.parts.length > 1) return undefined;
	const [text = ""] = value.parts;
	return typeof text === "string" ? text : undefined;
}
