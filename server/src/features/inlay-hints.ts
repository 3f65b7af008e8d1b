import { declaredInputs } from "../flake/declared-inputs.ts";
import { broughtAlong, graphOf, type LockGraph } from "../flake/lock-graph.ts";
import type { Inventory } from "../instances/inventory.ts";
import { dayOf } from "../instances/source.ts";
import type { Range } from "../text/range.ts";
import { contains } from "../text/range.ts";
import { ageOf } from "./age.ts";
import { inputMarkdown } from "./input-markdown.ts";
import type { Moment } from "./moment.ts";

/** Something that an editor shows in the text without its being there. */
export interface InlayHint {
	/** It is shown behind this offset. */
	readonly offset: number;
	readonly label: string;
	/** What is shown when the mouse is over it. */
	readonly markdown: string;
}

/** What a hint goes behind: what says where an input comes from. */
const sources = ["url", "follows", "repo", "id", "path"];

/** For each input that a flake.nix declares in `range` what it is locked at, and how many nixpkgs come with it. */
export function inlayHints({ snapshot, flakes }: Inventory, path: string, range: Range, moment: Moment): InlayHint[] {
	const flake = flakes.find(({ flake }) => flake.path === path)?.flake;
	const root = snapshot.file(path)?.tree.root;
	if (flake?.lock.kind !== "read" || root === undefined) return [];
	const graph = graphOf(flake.lock.lock);
	return [...declaredInputs(root)].flatMap(([name, { attributes, bindings }]) => {
		const [source] = sources.flatMap((attribute) => attributes.get(attribute)?.binding ?? []);
		const offset = (source ?? bindings[0])?.end ?? 0;
		const label = contains(range, { start: offset, end: offset }) ? labelOf(graph, name, moment.now) : "";
		return label === "" ? [] : [{ offset, label, markdown: inputMarkdown(flake, [name], moment) }];
	});
}

/** `nixos-25.05 · 2026-03-10 · 8 months`, as far as it is known. */
function labelOf(graph: LockGraph, name: string, now: number): string {
	const input = graph.inputs.find(({ path }) => path.length === 1 && path[0] === name);
	const node = graph.lock.nodes.get(input?.node ?? "");
	if (input === undefined || node === undefined) return "";
	const { rev, lastModified = 1 } = node.locked;
	const day = dayOf(lastModified);
	const count = input.follows === undefined ? broughtAlong(graph, name).length : 0;
	return [
		node.original.ref ?? rev?.slice(0, 7),
		day,
		day && ageOf(lastModified, now),
		count > 0 ? `brings ${count} nixpkgs` : undefined,
	]
		.filter((part) => part !== undefined)
		.join(" · ");
}
