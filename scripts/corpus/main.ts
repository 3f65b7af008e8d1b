import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { loadParser, readCheckout } from "./checkout.ts";
import { compare, type Table } from "./compare.ts";
import { parseLabels } from "./labels.ts";
import { differences, formatTable, parseRecord, record } from "./table.ts";

const usage = "Usage: npm run corpus -- FOLDER --labels FILE [--verbose] [--record]";

/** Runs the comparison. `root` is the project's folder, `args` the command line. */
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
	const recordFile = join(root, "scripts/corpus/recorded.json");
	const [folder] = positionals;
	if (folder === undefined || values.labels === undefined) {
		console.error(usage);
		process.exitCode = 2;
		return;
	}
	const labels = parseLabels(await readFile(values.labels, "utf8"));
	const parse = await loadParser(root);
	const table: Table = new Map();
	const checkouts = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
	for (const { name } of checkouts) {
		const inventory = inventoryOf(await readCheckout(join(folder, name), parse));
		compare(inventory, name, labels.get(name) ?? [], table, (line) => {
			if (values.verbose) console.log(line);
		});
	}
	console.log(formatTable(table));
	const before = parseRecord(await readFile(recordFile, "utf8").catch(() => "{}"));
	for (const line of differences(before, record(table))) console.log(line);
	if (values.record) await writeFile(recordFile, `${JSON.stringify(record(table), undefined, "\t")}\n`);
}
