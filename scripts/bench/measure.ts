import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Language, Parser } from "web-tree-sitter";
import { offersAt } from "../../server/src/features/code-actions.ts";
import { findingsOf } from "../../server/src/features/diagnostics.ts";
import { hover } from "../../server/src/features/hover.ts";
import { IgnoreRules } from "../../server/src/files/ignore-rules.ts";
import { readTree } from "../../server/src/files/read-tree.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import type { Site } from "../../server/src/instances/site.ts";
import { diskFiles } from "../../server/src/node/files.ts";
import type { Parse } from "../../server/src/syntax/parser.ts";
import { loadParser } from "../corpus/checkout.ts";
import { comment, newOption, otherValue } from "./edits.ts";
import { flakeWithLargeLock, largeLock } from "./lock.ts";
import { median } from "./median.ts";
import { askWhileTyping } from "./typing.ts";

/** What was measured, by name: times in milliseconds, and counts. */
export type Numbers = Readonly<Record<string, number>>;

type Texts = ReadonlyMap<string, string | undefined>;

/** How many modules are edited, and how often each. */
const [modules, times] = [10, 5];

/**
 * Measures `tree-sitter`, `parser` or `server` on a folder, or `lock`, which has a flake of its own. Times are those of a
 * process that has just begun.
 */
export function measure(root: string, what: string, folder: string): Promise<Numbers> {
	if (what === "lock") return changesOfLock(root);
	return what === "server" ? server(root, folder) : bareParsing(root, what, folder);
}

/** From a change of a large lock to all diagnostics: the first one, and the median of those that come after it. */
async function changesOfLock(root: string): Promise<Numbers> {
	const workspace = new Workspace(await loadParser(root), flakeWithLargeLock());
	findingsOf(workspace.snapshot());
	const texts = Array.from({ length: 4 * times }, (_, number) => largeLock(number + 1));
	const [first = 0, ...more] = texts.map((text) => {
		const start = performance.now();
		workspace.set("/flake.lock", text);
		findingsOf(workspace.snapshot());
		return since(start);
	});
	return { first, more: median(more) };
}

/** Parses every Nix file of a folder: with tree-sitter alone, or with our parser, which makes a tree of our own of it. */
async function bareParsing(root: string, what: string, folder: string): Promise<Numbers> {
	const texts = [...(await read(folder))].filter(([path]) => path.endsWith(".nix")).map(([, text]) => text ?? "");
	const parse = what === "parser" ? await loadParser(root) : await loadTreeSitter(root);
	const start = performance.now();
	for (const text of texts) parse(text);
	return { parse: since(start) };
}

async function loadTreeSitter(root: string): Promise<(text: string) => void> {
	const runtime = createRequire(join(root, "package.json")).resolve("web-tree-sitter/web-tree-sitter.wasm");
	await Parser.init({ wasmBinary: await readFile(runtime) });
	const language = await Language.load(await readFile(join(root, "server/grammar/tree-sitter-nix.wasm")));
	const parser = new Parser().setLanguage(language);
	return (text) => parser.parse(text)?.delete();
}

/** Does what the server does: opens a folder, then follows edits and answers questions. */
async function server(root: string, folder: string): Promise<Numbers> {
	const start = performance.now();
	let parsed = 0;
	const load = await loadParser(root);
	const loaded = performance.now();
	const texts = await read(folder);
	const opened = performance.now();
	const parse: Parse = (text) => {
		parsed++;
		return load(text);
	};
	const workspace = new Workspace(parse, texts);
	findingsOf(workspace.snapshot());
	const end = performance.now();
	const counts = {
		"Nix files": [...texts].filter(([path, text]) => path.endsWith(".nix") && text !== undefined).length,
		"parsed on opening": parsed,
		hosts: inventoryOf(workspace.snapshot()).flakes.flatMap(({ hosts }) => hosts).length,
		findings: findingsOf(workspace.snapshot()).length,
		"heap in MB": Math.round(process.memoryUsage().heapUsed / 1e6),
	};
	return {
		load: loaded - start,
		read: opened - loaded,
		open: end - opened,
		all: end - start,
		...followEdits(workspace, texts),
		...answer(workspace),
		...askWhileTyping(workspace.snapshot()),
		...counts,
	};
}

/** From an edit in a module to all diagnostics. */
function followEdits(workspace: Workspace, texts: Texts): Numbers {
	const paths = modulesOf(workspace);
	const timesOf = (edit: (text: string, number: number) => string | undefined): number =>
		median(
			paths.flatMap((path) =>
				Array.from({ length: times }, (_, number) => {
					const text = texts.get(path) ?? "";
					const edited = edit(text, number);
					if (edited === undefined) return [];
					workspace.set(path, text);
					findingsOf(workspace.snapshot());
					const start = performance.now();
					workspace.set(path, edited);
					findingsOf(workspace.snapshot());
					return [since(start)];
				}).flat(),
			),
		);
	return {
		"edit of a value": timesOf(otherValue),
		"edit that adds an option": timesOf(newOption),
		"edit of a comment": timesOf(comment),
	};
}

/** Modules of hosts, or any Nix files where there are none, from all over the folder. */
function modulesOf(workspace: Workspace): readonly string[] {
	const { flakes } = inventoryOf(workspace.snapshot());
	const graphs = flakes.flatMap(({ hosts }) => hosts.map((host) => host.graph()));
	const files = new Set(graphs.flatMap((graph) => graph.modules.flatMap(({ file }) => file ?? [])));
	const all = files.size > 0 ? [...files] : [...workspace.snapshot().paths()].filter((path) => path.endsWith(".nix"));
	const step = Math.max(1, Math.floor(all.length / modules));
	return all.filter((_, index) => index % step === 0).slice(0, modules);
}

/** The code actions and the hover of each place that imports nixpkgs; nothing where there is none. */
function answer(workspace: Workspace): Numbers {
	const snapshot = workspace.snapshot();
	const { sites } = inventoryOf(snapshot);
	if (sites.length === 0) return {};
	const timesOf = (ask: (site: Site) => void): number =>
		median(
			sites.flatMap((site) =>
				Array.from({ length: times }, () => {
					const start = performance.now();
					ask(site);
					return since(start);
				}),
			),
		);
	return {
		"code action": timesOf(({ path, node }) => offersAt(snapshot, path, node)),
		hover: timesOf(({ path, node }) => hover(inventoryOf(snapshot), path, node.start)),
	};
}

async function read(folder: string): Promise<Texts> {
	return (await readTree(diskFiles(folder), "/", new IgnoreRules())).texts;
}

function since(start: number): number {
	return performance.now() - start;
}
