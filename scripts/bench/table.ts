import { inputs, nodes } from "./lock.ts";
import type { Numbers } from "./measure.ts";
import { median } from "./median.ts";

/** What was measured in one run, by process. */
export interface Run {
	readonly "tree-sitter": Numbers;
	readonly parser: Numbers;
	readonly server: Numbers;
}

/** The medians of all runs; a ratio is taken within each run first. */
export function formatTable(folder: string, runs: readonly Run[]): string {
	const of = (number: (run: Run) => number | undefined): number => median(runs.map((run) => number(run) ?? Number.NaN));
	const count = (name: string): string => `${of(({ server }) => server[name])} ${name}`;
	const time = (label: string, number: (run: Run) => number | undefined): string => row(label, of(number), "ms");
	const answers = ["code action", "hover", "hover there, 95th percentile", "completion there, 95th percentile"].filter(
		(name) => runs[0]?.server[name] !== undefined,
	);
	return [
		`${folder}: ${["Nix files", "parsed on opening", "hosts", "findings", "heap in MB", "KB in the largest file"].map(count).join(", ")}`,
		`median of ${runs.length} runs`,
		time("loading the parser", ({ server }) => server["load"]),
		time("reading the files", ({ server }) => server["read"]),
		time("opening: from texts to all diagnostics", ({ server }) => server["open"]),
		time("all of these", ({ server }) => server["all"]),
		time("tree-sitter alone on all Nix files", (run) => run["tree-sitter"]["parse"]),
		time("our parser alone on all Nix files", ({ parser }) => parser["parse"]),
		row(
			"opening ÷ tree-sitter",
			of(({ server, ...run }) => (server["open"] ?? 0) / (run["tree-sitter"]["parse"] ?? 0)),
			"×",
		),
		row(
			"opening ÷ our parser",
			of(({ server, parser }) => (server["open"] ?? 0) / (parser["parse"] ?? 0)),
			"×",
		),
		...["edit of a value", "edit that adds an option", "edit of a comment"].map((name) =>
			time(`${name} in a module, to all diagnostics`, ({ server }) => server[name]),
		),
		...answers.map((name) => time(name, ({ server }) => server[name])),
	].join("\n");
}

/** The medians of all runs on a large lock. */
export function formatLock(runs: readonly Numbers[]): string {
	const of = (name: string): number => median(runs.map((run) => run[name] ?? Number.NaN));
	return [
		`a lock of ${inputs} inputs and ${nodes} nodes, from a change to all diagnostics: median of ${runs.length} runs`,
		row("the first change in a process", of("first"), "ms"),
		row("each change after it", of("more"), "ms"),
	].join("\n");
}

function row(label: string, number: number, unit: string): string {
	return `${label.padEnd(58)} ${number.toFixed(number < 10 ? 2 : 0).padStart(7)} ${unit}`;
}
