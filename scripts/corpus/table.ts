import { type Row, type Table, total } from "./compare.ts";
import type { Recorded } from "./recorded.ts";

const columns = ["labelled", "found", "missed", "extra", "roleRight"] as const;
const headings = ["role", "labelled", "found", "missed", "extra", "role right"];

/** The table for people, with a line of sums and what share of all they are. */
export function formatTable(table: Table): string {
	const sum = total(table);
	const rows = [...table].sort(([, a], [, b]) => b.labelled - a.labelled);
	const cells = [
		headings,
		...rows.map(([role, row]) => [role, ...columns.map((column) => String(row[column]))]),
		["all", ...columns.map((column) => String(sum[column]))],
	];
	const widths = headings.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
	const lines = cells.map((line) =>
		line
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join("  "),
	);
	return [...lines, "", shares(sum)].join("\n");
}

function shares({ labelled, found, extra, roleRight }: Row): string {
	const share = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
	return [
		`${share(found, labelled)} of the labelled sites are found`,
		`${share(found, found + extra)} of the reported sites are labelled`,
		`${share(roleRight, found)} of the sites found have the labelled role`,
	].join(", ");
}

/** What is kept of a table: its rows in the order of the roles' names, and their sum. */
export function record(table: Table): Recorded {
	const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([role, row]) => [role, { ...row }] as const);
	return { ...Object.fromEntries(rows), all: { ...total(table) } };
}
