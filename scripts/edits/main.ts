import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { IgnoreRules } from "../../server/src/files/ignore-rules.ts";
import { readTree } from "../../server/src/files/read-tree.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { diskFiles } from "../../server/src/node/files.ts";
import type { Parse } from "../../server/src/syntax/parser.ts";
import { histories } from "../../test/incremental/random-edits.ts";
import { told } from "../../test/incremental/told.ts";
import { loadParser } from "../corpus/checkout.ts";

type Texts = ReadonlyMap<string, string | undefined>;

/** Runs the comparison. `root` is the project's folder, `args` the command line. */
export async function main(root: string, args: string[]): Promise<void> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			files: { type: "string", default: "50" },
			edits: { type: "string", default: "300" },
			seed: { type: "string", default: "1" },
			from: { type: "string", default: "1" },
		},
	});
	const [folder] = positionals;
	if (folder === undefined) throw new Error("npm run edits -- FOLDER [--files N] [--edits N] [--seed N] [--from N]");
	const parse = await loadParser(root);
	const [files, edits, seed] = [Number(values.files), Number(values.edits), Number(values.seed)];
	const totals = { files: 0, edits: 0, different: 0 };
	let turn = 0;
	for (const name of (await readdir(folder)).sort()) {
		if (turn === files) break;
		const { texts } = await readTree(diskFiles(join(folder, name)), "/", new IgnoreRules());
		const path = fileToEdit(new Workspace(parse, texts).snapshot(), turn + seed);
		if (path === undefined) continue;
		const [history] = fc.sample(histories(edits), { seed: seed + turn, numRuns: 1 });
		turn++;
		if (turn < Number(values.from)) continue;
		const start = performance.now();
		const different = compare(texts, path, history?.(texts.get(path) ?? "") ?? [], parse);
		const seconds = ((performance.now() - start) / 1000).toFixed(0);
		totals.files++;
		totals.edits += edits;
		totals.different += different.length;
		const which = different.length > 0 ? `: ${different}` : "";
		console.log(`${turn}. ${name}${path}: ${edits} edits, ${different.length} differ${which} (${seconds} s)`);
	}
	console.log(`${totals.files} files, ${totals.edits} edits, ${totals.different} differ`);
	if (totals.different > 0) process.exitCode = 1;
}

/** A file that a flake reaches: in turn one with a site, a module of a host, and flake.nix. */
function fileToEdit(snapshot: Snapshot, turn: number): string | undefined {
	const { flakes, sites } = inventoryOf(snapshot);
	const modules = flakes.flatMap(({ hosts }) => hosts.flatMap((host) => host.graph().modules));
	const kinds = [
		sites.map(({ path }) => path),
		modules.flatMap(({ file }) => file ?? []),
		flakes.map(({ flake }) => flake.path),
	];
	const ordered = [...kinds.slice(turn % kinds.length), ...kinds.slice(0, turn % kinds.length)];
	const paths = ordered.find((some) => some.length > 0) ?? [];
	return paths[(turn * 7919) % paths.length];
}

/** The numbers of the edits after which a workspace that has lived through them all says something else than a new one. */
function compare(texts: Texts, path: string, history: readonly string[], parse: Parse): readonly number[] {
	const living = new Workspace(parse, texts);
	told(living.snapshot());
	const remembered = rememberingTrees(parse, texts);
	const said = new Map<string, string>();
	return [...history.keys()].filter((index) => {
		const text = history[index] ?? "";
		living.set(path, text);
		// The same text comes again when an edit is taken back.
		const expected = said.get(text) ?? told(new Workspace(remembered, new Map([...texts, [path, text]])).snapshot());
		said.set(text, expected);
		return told(living.snapshot()) !== expected;
	});
}

/**
 * Parses each text once: the trees of workspaces in which nothing is edited stay as they are. Only what several files
 * hold is parsed for each, since every file has a tree of its own.
 */
function rememberingTrees(parse: Parse, texts: Texts): Parse {
	const trees = new Map<string, ReturnType<Parse>>();
	const [once, again] = [new Set<string | undefined>(), new Set<string | undefined>()];
	for (const text of texts.values()) (once.has(text) ? again : once).add(text);
	return (text) => {
		const tree = trees.get(text) ?? parse(text);
		if (!again.has(text)) trees.set(text, tree);
		return tree;
	};
}
