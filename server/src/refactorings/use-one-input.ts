import { type DeclaredInput, declaredFollows } from "../flake/declared-inputs.ts";
import { isSameReference } from "../flake/flake-reference.ts";
import { type Inputs, isLocked } from "../flake/input-follows.ts";
import { ownNode } from "../flake/lock.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import { inputHere } from "./follows/place.ts";
import { removeBindings } from "./follows/remove.ts";
import { checked, statements } from "./follows/verify.ts";
import { thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Makes one of two inputs that come from the same place, or are locked to the same files. */
export const useOneInput: Refactoring = {
	name: "use-one-input",
	fixes: undefined,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined || declaredFollows(here.declared) !== undefined) return undefined;
		const { inputs, declared } = here;
		const twin = [...inputs.declared.values()].find((other) => other !== declared && isOne(inputs, declared, other));
		if (twin === undefined) return undefined;
		const [kept, changed] = inOrder(inputs, declared, twin);
		const [name = "", other = ""] = [...changed.path, ...kept.path];
		const title = `Make ‘${name}’ the same input as ‘${other}’${thenLock}`;
		const refusal = difference(kept, changed);
		if (refusal !== undefined) return { title, refusal };
		return checked(inventory.snapshot, here, title, edits(inputs, changed, other), {
			said: [`${name} follows ${other}`],
			unsaid: statements(new Map([[name, changed]])),
			saved: inputs.graph.nixpkgs.filter(({ broughtBy }) => broughtBy[0] === name).length,
		});
	},
};

/** What tells where an input comes from; all else tells how it is fetched. */
const reference: ReadonlySet<string> = new Set([
	"url",
	"type",
	"owner",
	"repo",
	"id",
	"ref",
	"rev",
	"dir",
	"host",
	"path",
]);

function isOne(inputs: Inputs, a: DeclaredInput, b: DeclaredInput): boolean {
	if (declaredFollows(b) !== undefined || !hasReference(a) || !hasReference(b)) return false;
	const [one, other] = [lockedFiles(inputs, a), lockedFiles(inputs, b)];
	return isSameReference(a, b) || (one !== undefined && one === other);
}

function hasReference({ attributes }: DeclaredInput): boolean {
	return attributes.has("url") || attributes.has("type");
}

/** Equal for inputs that are locked to the same files of the same folder. */
function lockedFiles(inputs: Inputs, { path: [name = ""] }: DeclaredInput): string | undefined {
	const locked = isLocked(inputs, name) ? ownNode(inputs.graph.lock, [name])?.locked : undefined;
	return locked?.narHash && JSON.stringify([locked.narHash, locked.rev, locked.dir]);
}

/** The one that stays as it is, and the one that is changed: `nixpkgs` stays, or else the one that comes first. */
function inOrder({ declared }: Inputs, a: DeclaredInput, b: DeclaredInput): readonly [DeclaredInput, DeclaredInput] {
	const names = ["nixpkgs", ...declared.keys()];
	const place = ({ path: [name = ""] }: DeclaredInput) => names.indexOf(name);
	return place(a) < place(b) ? [a, b] : [b, a];
}

/** Why two inputs are not the same, though they come from the same place. */
function difference(a: DeclaredInput, b: DeclaredInput): string | undefined {
	const names = `‘${a.path[0]}’ and ‘${b.path[0]}’`;
	if (told(a) !== told(b)) return `${names} are fetched in different ways`;
	return follows(a) === follows(b) ? undefined : `${names} let their inputs follow different ones`;
}

function told({ attributes }: DeclaredInput): string {
	const others = [...attributes].filter(([name]) => !reference.has(name));
	return JSON.stringify(others.map(([name, { value }]) => [name, value]).sort());
}

function follows({ inputs, path: [name = ""] }: DeclaredInput): string {
	return statements(inputs)
		.map((each) => each.slice(name.length))
		.sort()
		.join("\n");
}

/** Puts `follows` where the reference begins, and removes all else that is said about the input. */
function edits({ file }: Inputs, input: DeclaredInput, target: string): readonly TextEdit[] {
	const [first, ...more] = [...input.attributes]
		.filter(([name]) => reference.has(name))
		.map(([, { binding }]) => binding);
	const others = [...input.attributes].filter(([name]) => !reference.has(name)).map(([, { binding }]) => binding);
	const nested = [...input.inputs.values()].flatMap(({ bindings }) => bindings);
	const name = first?.path.attrs.at(-1);
	if (first === undefined || name === undefined) return [];
	return [
		{ range: { start: name.start, end: name.end }, newText: "follows" },
		{ range: { start: first.value.start, end: first.value.end }, newText: JSON.stringify(target) },
		...removeBindings(file, input, [...more, ...others, ...nested]),
	];
}
