import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { loadParser, readCheckout } from "./checkout.ts";
import { compare, type Table } from "./compare.ts";
import { parseLabels } from "./labels.ts";
import { type Proof, prove } from "./proof.ts";
import { compareWithRecord } from "./recorded.ts";
import { add, formatSums, noSums, recordOf } from "./sums.ts";
import { formatTable, record } from "./table.ts";

const usage = "Usage: npm run corpus -- FOLDER [--labels FILE] [--verbose] [--record]";

/** Runs the comparison and the proof. `root` is the project's folder, `args` the command line. */
export async function main(root: string, args: string[]): Promise<void> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			labels: { type: "string" },
			verbose: { type: "boolean", default: false },
			record: { type: "boolean", default: false },
		},
	});
	const [folder] = positionals;
	if (folder === undefined) {
		console.error(usage);
		process.exitCode = 2;
		return;
	}
	const labels = values.labels === undefined ? undefined : parseLabels(await readFile(values.labels, "utf8"));
	const say = (line: string) => {
		if (values.verbose) console.log(line);
	};
	const parse = await loadParser(root);
	const table: Table = new Map();
	const sums = noSums();
	const checkouts = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
	for (const [index, { name }] of checkouts.entries()) {
		console.error(`${index + 1} of ${checkouts.length}: ${name}`);
		const snapshot = await readCheckout(join(folder, name), parse);
		if (labels !== undefined) compare(inventoryOf(snapshot), name, labels.get(name) ?? [], table, say);
		const proof = prove(snapshot);
		add(sums, proof);
		tell(proof, name, snapshot, say);
	}
	if (labels !== undefined) {
		console.log(`${formatTable(table)}\n`);
		await compareWithRecord(join(root, "scripts/corpus/recorded.json"), record(table), values.record);
	}
	console.log(formatSums(sums));
	await compareWithRecord(join(root, "scripts/corpus/recorded-refactorings.json"), recordOf(sums), values.record);
	if (Object.values(sums.faults).some((number) => number > 0)) process.exitCode = 1;
}

/** Prints what is wrong; what was answered is for those who want to know. */
function tell({ faults, answers, closed }: Proof, name: string, snapshot: Snapshot, say: (line: string) => void): void {
	for (const { kind, what, after } of faults) console.log(`fault    ${name}: ${kind}, ${what}, after ‘${after}’`);
	const where = (path: string, offset: number) => {
		const { line } = new LineIndex(snapshot.text(path) ?? "").position(offset);
		return `${name}${path}:${line + 1}`;
	};
	for (const { path, range, refusal, title } of answers) {
		say(`${refusal === undefined ? "offered " : "refused "} ${where(path, range.start)}  ${refusal ?? title}`);
	}
	for (const { path, start, outcome } of closed) say(`closed   ${where(path, start)}  ${outcome}`);
}
