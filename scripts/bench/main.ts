import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Numbers } from "./measure.ts";
import { formatTable, type Run } from "./table.ts";

/** Called by name in the processes that this script starts. */
export { measure } from "./measure.ts";

/** Measures and prints one table for each folder. `root` is the project's folder, `args` the command line. */
export async function main(root: string, args: string[]): Promise<void> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { runs: { type: "string", default: "7" } },
	});
	const examples = () => readdirSync(join(root, "examples")).map((name) => join(root, "examples", name));
	for (const folder of positionals.length > 0 ? positionals : examples()) {
		const runs: Run[] = [];
		for (let left = Number(values.runs); left > 0; left--) runs.push(runOnce(root, resolve(folder)));
		console.log(`${formatTable(folder, runs)}\n`);
	}
}

/** What is compared with one another is measured in processes right after each other: the machine may have other work. */
function runOnce(root: string, folder: string): Run {
	return {
		"tree-sitter": inNewProcess(root, "tree-sitter", folder),
		parser: inNewProcess(root, "parser", folder),
		server: inNewProcess(root, "server", folder),
	};
}

function inNewProcess(root: string, what: string, folder: string): Numbers {
	const script = "import(process.argv[1]).then(({ measure }) => measure(...process.argv.slice(2)))";
	const output = execFileSync(process.execPath, ["-e", script, import.meta.url, root, what, folder], {
		encoding: "utf8",
	});
	return JSON.parse(output);
}
