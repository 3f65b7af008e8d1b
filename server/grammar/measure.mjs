// `node server/grammar/measure.mjs FOLDER…`: compares the grammar with `nix-instantiate --parse` on real files.
// An older Nix does not know pipes: a file that holds some is judged after each was replaced by `->`, which may stand in
// the same places.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Language, Parser } from "web-tree-sitter";

const BATCH = 200;
const PIPES = ["|>", "<|"];

/** All .nix files under a folder, without following links. */
function nixFiles(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** The first node in the order of the text that satisfies the test. */
function firstNode(node, test) {
	if (test(node)) return node;
	for (const child of node.children) {
		const found = firstNode(child, test);
		if (found) return found;
	}
	return undefined;
}

/** What is wrong with a tree, as `line:column kind`, or undefined. */
function describeError(root) {
	if (!root.hasError) return undefined;
	const node = firstNode(root, (candidate) => candidate.isError || candidate.isMissing) ?? root;
	const { row, column } = node.startPosition;
	return `${row + 1}:${column + 1} ${node.isMissing ? `missing ${node.type}` : "error"}`;
}

/** The text with every pipe replaced, or undefined if it holds none. */
function withoutPipes(text, root) {
	if (!PIPES.some((pipe) => text.includes(pipe))) return undefined;
	const nodes = root.descendantsOfType(PIPES);
	if (nodes.length === 0) return undefined;
	const pieces = nodes.map((node, at) => text.slice(nodes[at - 1]?.endIndex ?? 0, node.startIndex));
	return [...pieces, text.slice(nodes.at(-1).endIndex)].join("->");
}

/** Nix's message for each file, undefined where it accepts. It prints a line for each file and stops at a bad one. */
function judge(files) {
	const verdicts = [];
	while (verdicts.length < files.length) {
		const batch = files.slice(verdicts.length, verdicts.length + BATCH);
		const run = spawnSync("nix-instantiate", ["--parse", ...batch], { encoding: "utf8", maxBuffer: 2 ** 30 });
		if (run.error) throw run.error;
		for (let accepted = run.stdout.split("\n").length - 1; accepted > 0; accepted--) verdicts.push(undefined);
		if (run.status !== 0) verdicts.push(/error: (.*)/.exec(run.stderr)?.[1] ?? `exit status ${run.status}`);
	}
	return verdicts;
}

/** Parses each file: where it stands, what to show Nix in its place, and what is wrong with the tree. */
function parseAll(parser, files, temporary) {
	return files.map((file, at) => {
		const text = readFileSync(file, "utf8");
		const tree = parser.parse(text);
		const replaced = withoutPipes(text, tree.rootNode);
		const judged = replaced === undefined ? file : join(temporary, `${at}.nix`);
		if (replaced !== undefined) writeFileSync(judged, replaced);
		const result = { file, judged, error: describeError(tree.rootNode) };
		tree.delete();
		return result;
	});
}

function printList(title, results, note) {
	console.log(`\n${title}: ${results.length}`);
	for (const result of results) console.log(`  ${result.file}: ${note(result)}`);
}

async function loadParser() {
	await Parser.init();
	return new Parser().setLanguage(await Language.load(readFileSync(new URL("tree-sitter-nix.wasm", import.meta.url))));
}

const files = process.argv.slice(2).flatMap((folder) => nixFiles(resolve(folder)));
const parser = await loadParser();
const temporary = mkdtempSync(join(tmpdir(), "flake-hoist-"));
try {
	const parsed = parseAll(parser, files, temporary);
	const verdicts = judge(parsed.map(({ judged }) => judged));
	const results = parsed.map((result, at) => ({ ...result, refusal: verdicts[at] }));
	const accepted = results.filter(({ refusal }) => refusal === undefined);
	const gaps = accepted.filter(({ error }) => error !== undefined);
	const lenient = results.filter(({ refusal, error }) => refusal !== undefined && error === undefined);
	console.table({
		files: files.length,
		"holding pipes": results.filter(({ file, judged }) => judged !== file).length,
		"accepted by Nix": accepted.length,
		"accepted by Nix, error here": gaps.length,
		"refused by Nix, clean here": lenient.length,
	});
	printList("Accepted by Nix, error here", gaps, ({ error }) => error);
	printList("Refused by Nix, clean here", lenient, ({ refusal }) => refusal);
} finally {
	rmSync(temporary, { recursive: true });
}
