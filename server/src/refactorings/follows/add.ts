import { type DeclaredInput, declaredAt } from "../../flake/declared-inputs.ts";
import type { MissingFollow } from "../../flake/input-follows.ts";
import type { InputPath } from "../../flake/lock-graph.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { AttrBinding, Attrset } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import { addBinding, afterTrailingComment, bindingAfter } from "../edit/bindings.ts";
import { indentation, indentUnit, isFirstOnLine, lineBreak } from "../edit/layout.ts";

/**
 * The edits that let inputs of one input follow others, in the way that flake.nix is written in: in the input's own set
 * or in that of its inputs, where it has one, and else as a line below it. An input of one line becomes a set where the
 * inputs that follow something already are sets.
 */
export function followsEdits(
	file: SourceFile,
	inputs: ReadonlyMap<string, DeclaredInput>,
	input: DeclaredInput,
	missing: readonly MissingFollow[],
): readonly TextEdit[] {
	const bySet = new Map<Attrset | undefined, string[]>();
	for (const { path, target } of missing) {
		const { set, names } = innermost(inputs, path);
		const written = `${[...names, "follows"].map(attrText).join(".")} = ${JSON.stringify(target)};`;
		bySet.set(set, [...(bySet.get(set) ?? []), written]);
	}
	return [...bySet].flatMap(([set, written]) => {
		if (set !== undefined) return intoSet(file.text, set, written);
		const [only, ...more] = input.bindings;
		const isLine = only !== undefined && more.length === 0 && only.path.attrs.length === depth(file, only) + 2;
		return isLine && likesSets(inputs) ? asSet(file, only, written) : below(file, input, written);
	});
}

/** The innermost set that is written for an input on a path, and the names from there on. */
function innermost(inputs: ReadonlyMap<string, DeclaredInput>, path: InputPath) {
	let place: { set: Attrset | undefined; names: readonly string[] } = { set: undefined, names: nested(path.slice(1)) };
	path.forEach((_, index) => {
		const declared = declaredAt(inputs, path.slice(0, index + 1));
		const rest = path.slice(index + 1);
		if (declared?.set !== undefined) place = { set: declared.set, names: nested(rest) };
		if (declared?.inputsSet !== undefined && rest.length > 0) {
			place = { set: declared.inputsSet, names: nested(rest).slice(1) };
		}
	});
	return place;
}

/** `a`, `b` as `inputs`, `a`, `inputs`, `b`. */
function nested(names: InputPath): readonly string[] {
	return names.flatMap((name) => ["inputs", name]);
}

function intoSet(text: string, set: Attrset, written: readonly string[]): readonly TextEdit[] {
	const [first] = set.bindings;
	if (first === undefined) return [addBinding(text, set, written.join(" "))];
	const ofInputs = set.bindings.filter((each) => each.kind === "binding" && each.path.attrs[0]?.name === "inputs");
	const last = ofInputs.at(-1) ?? set.bindings.at(-1) ?? first;
	return written.map((each) => bindingAfter(text, first, last, each));
}

/** Adds lines below those that speak of the input. */
function below(file: SourceFile, { bindings }: DeclaredInput, written: readonly string[]): readonly TextEdit[] {
	const last = bindings.at(-1);
	const own = last?.path.attrs[depth(file, last)];
	if (last === undefined || own === undefined) return [];
	const prefix = file.text.slice(last.path.start, own.end);
	return written.map((each) => bindingAfter(file.text, last, last, `${prefix}.${each}`));
}

/** Makes `a.url = …;` the set `a = { url = …; };`. */
function asSet(file: SourceFile, line: AttrBinding, written: readonly string[]): readonly TextEdit[] {
	const { text } = file;
	const [own, attribute] = line.path.attrs.slice(depth(file, line));
	if (own === undefined || attribute === undefined) return [];
	const head = { start: own.end, end: attribute.start };
	const isOnOwnLine = isFirstOnLine(text, line.start);
	const end = isOnOwnLine ? afterTrailingComment(text, line.end) : line.end;
	const outer = isOnOwnLine ? lineBreak(text) + indentation(text, line.start) : " ";
	const inner = isOnOwnLine ? outer + indentUnit(text) : " ";
	return [
		{ range: head, newText: ` = {${inner}` },
		{ range: { start: end, end }, newText: `${inner}${written.join(inner)}${outer}};` },
	];
}

/** True if most of the inputs whose inputs follow something are written as sets. */
function likesSets(inputs: ReadonlyMap<string, DeclaredInput>): boolean {
	const following = [...inputs.values()].filter((input) => input.inputs.size > 0);
	return following.filter(({ set }) => set !== undefined).length * 2 > following.length;
}

/** How many names stand before that of the input in the path of a binding: `inputs`, outside of the set of inputs. */
function depth({ tree }: SourceFile, binding: AttrBinding): number {
	return binding.parent === unparenthesized(tree.root) ? 1 : 0;
}

/** A name as a step of an attribute path. */
function attrText(name: string): string {
	return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name);
}
