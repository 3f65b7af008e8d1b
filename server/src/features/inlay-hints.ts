import { broughtAlong, type LockGraph, lockGraph } from "../flake/lock-graph.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { contains } from "../text/range.ts";
import { ageOf, dayOf } from "./age.ts";
import { inputMarkdown } from "./input-markdown.ts";
import { type InputBinding, inputBindings } from "./input-path.ts";
import type { Moment } from "./moment.ts";

/** Something that an editor shows in the text without its being there. */
export interface InlayHint {
	/** It is shown behind this offset. */
	readonly offset: number;
	readonly label: string;
	/** What is shown when the mouse is over it. */
	readonly markdown: string;
}

/** For each input that a flake.nix declares in `range` what it is locked at, and how many nixpkgs come with it. */
export function inlayHints({ snapshot, flakes }: Inventory, path: string, range: Range, moment: Moment): InlayHint[] {
	const flake = flakes.find(({ flake }) => flake.path === path)?.flake;
	const root = snapshot.file(path)?.tree.root;
	if (flake?.lock.kind !== "read" || root === undefined) return [];
	const graph = lockGraph(flake.lock.lock);
	return [...declarations(inputBindings(root))].flatMap(([name, offset]) => {
		const label = contains(range, { start: offset, end: offset }) ? labelOf(graph, name, moment.now) : "";
		return label === "" ? [] : [{ offset, label, markdown: inputMarkdown(flake, [name], moment) }];
	});
}

/** Where the hint of each input goes: behind what says where it comes from, or else behind what is said of it first. */
function declarations(bindings: readonly InputBinding[]): ReadonlyMap<string, number> {
	const places = new Map<string, InputBinding>();
	for (const each of bindings) {
		const [name = "", attribute = ""] = each.names;
		const isSource = /^(url|follows|repo|id|path)$/.test(attribute);
		if (isSource || !places.has(name)) places.set(name, each);
	}
	return new Map([...places].map(([name, { binding }]) => [name, binding.end]));
}

/** `nixos-25.05 · 2026-03-10 · 8 months`, as far as it is known. */
function labelOf({ lock, inputs, ...graph }: LockGraph, name: string, now: number): string {
	const input = inputs.find(({ path }) => path.length === 1 && path[0] === name);
	const node = lock.nodes.get(input?.node ?? "");
	if (input === undefined || node === undefined) return "";
	const { rev, lastModified = 1 } = node.locked;
	const day = dayOf(lastModified);
	const count = input.follows === undefined ? broughtAlong({ lock, inputs, ...graph }, name).length : 0;
	return [
		node.original.ref ?? rev?.slice(0, 7),
		day,
		day && ageOf(lastModified, now),
		count > 0 ? `brings ${count} nixpkgs` : undefined,
	]
		.filter((part) => part !== undefined)
		.join(" · ");
}
