import { formalsOf } from "../syntax/formals.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { folderOf, pathIn } from "../text/path.ts";
import { workspaceTree } from "./brand.ts";
import { alternatives } from "./choices.ts";
import type { Evaluation } from "./evaluation.ts";
import { hostOf } from "./host.ts";
import { brandedInput } from "./input-value.ts";
import type { FlakeInput } from "./inputs.ts";
import { flakeInputs } from "./inputs.ts";
import type { LockFile } from "./lock.ts";
import { attribute } from "./select.ts";
import type { Attrs, Slot, Value } from "./value.ts";
import { attrs, ready, record, string, Thunk, unknown } from "./value.ts";

/** A flake of the workspace. */
export interface Flake {
	/** The path of its flake.nix. */
	readonly path: string;
	readonly inputs: ReadonlyMap<string, FlakeInput>;
	readonly lock: LockFile;
	/** The function written as `outputs`, if it is written in the workspace. */
	readonly outputsFunction: Lambda | undefined;
	/** The file that `outputsFunction` is written in. */
	readonly outputsFile: string | undefined;
	/** What the flake gives. */
	readonly outputs: Thunk;
}

/** Reads a flake.nix and calls its outputs with its inputs. Undefined if the file is no flake. */
export function loadFlake(evaluation: Evaluation, path: string): Flake | undefined {
	const root = evaluation.file(path)?.force();
	if (root?.kind !== "attrs" || !root.entries.has("outputs")) return undefined;
	const folder = folderOf(path);
	const outputsFunction = root.entries.get("outputs")?.thunk.force() ?? unknown("no outputs");
	const closure = outputsFunction.kind === "closure" ? outputsFunction : undefined;
	const formals = closure === undefined ? [] : formalsOf(closure.lambda).map(({ name }) => name);
	const lock = evaluation.snapshot.lock(pathIn(folder, "flake.lock"));
	const known = lock.kind === "read" ? lock.lock : undefined;
	const inputs = flakeInputs(folder, attribute(root, "inputs"), formals, known);
	const outputs = new Thunk(() => evaluation.apply(outputsFunction, argument, undefined, { kind: "outputs" }));
	const argument = ready(outputsArgument(evaluation, path, inputs, outputs));
	return { path, inputs, lock, outputsFunction: closure?.lambda, outputsFile: closure?.environment.file, outputs };
}

/** What `outputs` is called with: the inputs, and the flake itself. */
function outputsArgument(
	evaluation: Evaluation,
	path: string,
	inputs: ReadonlyMap<string, FlakeInput>,
	outputs: Thunk,
): Attrs {
	const folder = folderOf(path);
	const entries = new Map<string, Slot>();
	const argument = attrs(entries, undefined, { kind: "inputs" });
	for (const [name, input] of inputs) {
		entries.set(name, { thunk: new Thunk(() => brandedInput(evaluation, input)), definedAt: input.definedAt });
	}
	const own = record({
		inputs: attrs(new Map(entries), undefined, { kind: "inputs" }),
		outPath: { kind: "path", tree: workspaceTree, path: folder, string: true },
		outputs,
		_type: string("flake"),
	});
	entries.set("self", { thunk: new Thunk(() => withOwn(outputs.force(), own, path)), definedAt: undefined });
	return argument;
}

/** `self`: the outputs, and what the flake's source adds. */
function withOwn(outputs: Value, own: Attrs, path: string): Value {
	const brand = { kind: "self", path } as const;
	const more = unknown("an attribute of the flake's source");
	if (outputs.kind !== "attrs") return { ...own, open: more, brand };
	return attrs(new Map([...outputs.entries, ...own.entries]), outputs.open ?? more, brand, outputs.unnamed);
}

/**
 * Looks at every output as far as hosts and package sets by system go, so that all functions on the way there are
 * called, and gives each host the name under which the flake gives it out.
 */
export function visitOutputs(flake: Flake): void {
	for (const outputs of alternatives(flake.outputs.force())) {
		if (outputs.kind !== "attrs") continue;
		for (const [name, slot] of outputs.entries) visit(slot.thunk, [name], isOutput(name) ? 4 : 1);
		for (const thunk of outputs.unnamed) visit(thunk, ["?"], 1);
	}
}

function isOutput(name: string): boolean {
	return /^(packages|devShells|checks|apps|legacyPackages|(nixos|darwin|home|nixOnDroid|\w*)Configurations)$/.test(
		name,
	);
}

function visit(thunk: Thunk, names: readonly string[], depth: number): void {
	for (const value of alternatives(thunk.force())) {
		const host = hostOf(value);
		if (host !== undefined) host.names.push(names.join("."));
		if (host !== undefined || depth === 0 || value.kind !== "attrs" || value.brand !== undefined) continue;
		for (const [name, slot] of value.entries) visit(slot.thunk, [...names, name], depth - 1);
		for (const unnamed of value.unnamed) visit(unnamed, [...names, "?"], depth - 1);
	}
}
