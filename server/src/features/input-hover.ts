import { alternatives } from "../flake/choices.ts";
import type { Flake } from "../flake/flake.ts";
import type { FlakeInput } from "../flake/inputs.ts";
import type { InputPath } from "../flake/lock-graph.ts";
import type { Inventory } from "../instances/inventory.ts";
import { nodeAt } from "../syntax/walk.ts";
import type { Hover } from "./hover.ts";
import { inputMarkdown } from "./input-markdown.ts";
import { inputPath } from "./input-path.ts";
import type { Moment } from "./moment.ts";
import { nameUnder } from "./names/caret.ts";
import { type NameNode, nameRange } from "./names/nodes.ts";
import { slotsAt } from "./names/slots.ts";

/**
 * What is known of the input that flake.nix declares at `offset`, by its name or its URL, or that is named there;
 * undefined elsewhere.
 */
export function inputHover(inventory: Inventory, path: string, offset: number, moment: Moment): Hover | undefined {
	const declared = declaredHover(inventory, path, offset, moment);
	if (declared !== undefined) return declared;
	const node = nameUnder(inventory, path, offset);
	const told = node === undefined ? [] : [...new Set(namedInputs(inventory, path, node, moment))];
	if (node === undefined || told.length === 0) return undefined;
	return { range: nameRange(node), markdown: told.join("\n\n---\n\n") };
}

function declaredHover({ snapshot, flakes }: Inventory, path: string, offset: number, moment: Moment) {
	const flake = flakes.find(({ flake }) => flake.path === path)?.flake;
	const root = snapshot.file(path)?.tree.root;
	const node = flake && root && nodeAt(root, offset);
	if (flake === undefined || node === undefined) return undefined;
	const attr = node.kind === "string" && node.parent?.kind === "binding" ? node.parent.path.attrs.at(-1) : node;
	const names = attr?.kind === "attr" ? inputPath(attr) : undefined;
	const input = names && declaredBy(names);
	if (input === undefined) return undefined;
	return { range: { start: node.start, end: node.end }, markdown: inputMarkdown(flake, input, moment) };
}

/** The texts on all inputs that a node may stand for. */
function namedInputs(inventory: Inventory, path: string, node: NameNode, moment: Moment): readonly string[] {
	const values = slotsAt(inventory.evaluation, path, node).flatMap(({ thunk }) => alternatives(thunk.force()));
	return values.flatMap((value) => {
		const input = value.kind === "attrs" && value.brand?.kind === "input" ? value.brand.input : undefined;
		if (input === undefined) return [];
		const names = input.name.split("/");
		const owner = inventory.flakes.find(({ flake }) => inputAt(flake, names)?.identity === input.identity);
		return owner === undefined ? [] : inputMarkdown(owner.flake, names, moment);
	});
}

/** The input that the names from a flake's inputs on speak of: `a`, `inputs`, `b`, `follows` of `b` of `a`. */
function declaredBy(names: readonly string[]): InputPath | undefined {
	const [name, attribute, ...rest] = names;
	if (name === undefined) return undefined;
	if (attribute !== "inputs") return names.length <= 2 ? [name] : undefined;
	const inner = declaredBy(rest);
	return inner === undefined ? [name] : [name, ...inner];
}

function inputAt(flake: Flake, [first = "", ...names]: InputPath): FlakeInput | undefined {
	return names.reduce((input, name) => input?.inputs.get(name)?.(), flake.inputs.get(first));
}
