import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { execArgs } from "../../server/src/node/exec-args.ts";
import { measure, type Numbers } from "./measure.ts";
import { formatLock, formatTable, type Run } from "./table.ts";

/**
 * Measures and prints one table for each folder, and one for a large lock. `root` is the project's folder, `args` the
 * command line. It starts itself again with `--measure`, to measure one thing in a process of its own.
 */
export async function main(root: string, args: string[]): Promise<void> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { runs: { type: "string", default: "7" }, measure: { type: "string" } },
	});
	if (values.measure !== undefined) {
		console.log(JSON.stringify(await measure(root, values.measure, positionals[0] ?? root)));
		return;
	}
	const examples = () => readdirSync(join(root, "examples")).map((name) => join(root, "examples", name));
	for (const folder of positionals.length > 0 ? positionals : examples()) {
		const runs: Run[] = [];
		for (let left = Number(values.runs); left > 0; left--) runs.push(runOnce(root, resolve(folder)));
		console.log(`${formatTable(folder, runs)}\n`);
	}
	console.log(formatLock(Array.from({ length: Number(values.runs) }, () => inNewProcess(root, "lock", root))));
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
	const script = "const [, url, root, ...args] = process.argv; import(url).then(({ main }) => main(root, args));";
	const args = [...execArgs, "-e", script, "--", import.meta.url, root, "--measure", what, folder];
	return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
