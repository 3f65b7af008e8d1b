import { completionsAt } from "../../server/src/features/completion.ts";
import { hover } from "../../server/src/features/hover.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { descendants } from "../../server/src/syntax/walk.ts";
import type { Numbers } from "./measure.ts";

/** In how many places something is asked for. */
const spots = 200;

/** The largest file that a flake reads: hover and completion in places all over it, once in each, as people ask. */
export function askWhileTyping(snapshot: Snapshot): Numbers {
	const inventory = inventoryOf(snapshot);
	const sizes = [...inventory.reached].map((path) => [path, snapshot.text(path)?.length ?? 0] as const);
	const [largest] = sizes.sort(([, one], [, other]) => other - one);
	if (largest === undefined) return {};
	const [path, size] = largest;
	const offsets = placesIn(snapshot, path);
	const slowest = (ask: (offset: number) => unknown): number => {
		const found = offsets.map((offset) => timeOf(() => inventory.evaluation.ask(() => ask(offset))));
		return found.sort((one, other) => one - other)[Math.floor(found.length * 0.95)] ?? Number.NaN;
	};
	// Nothing is kept from one completion to the next. So the first ones tell of code that has just been loaded.
	const slowestAgain = (ask: (offset: number) => unknown): number => {
		for (const offset of offsets) ask(offset);
		return slowest(ask);
	};
	return {
		"KB in the largest file": Math.round(size / 1000),
		"hover there, 95th percentile": slowest((offset) => hover(inventory, path, offset)),
		"completion there, 95th percentile": slowestAgain((offset) => completionsAt(inventory, snapshot, path, offset)),
	};
}

/** The middles of names and strings, evenly spread. */
function placesIn(snapshot: Snapshot, path: string): readonly number[] {
	const root = snapshot.file(path)?.tree.root;
	const nodes = root === undefined ? [] : [...descendants(root)];
	const asked = nodes.filter(({ kind }) => /^(attr|variable|formal|string)$/.test(kind));
	const step = Math.max(1, Math.floor(asked.length / spots));
	return asked.filter((_, index) => index % step === 0).map(({ start, end }) => Math.floor((start + end) / 2));
}

function timeOf(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}
