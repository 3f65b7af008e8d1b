import { type Row, type Table, total } from "./compare.ts";

/** A table as it is kept: numbers by role, in the order of their names. */
export type Recorded = Readonly<Record<string, Readonly<Row>>>;

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

/** What is kept of a table. */
export function record(table: Table): Recorded {
	const sorted = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries([...sorted.map(([role, row]) => [role, { ...row }] as const), ["all", total(table)]]);
}

/** Reads what `record` gave, written as JSON. */
export function parseRecord(text: string): Recorded {
	return JSON.parse(text);
}

/** A line for each number that is not as it was recorded. */
export function differences(before: Recorded, now: Recorded): readonly string[] {
	const roles = new Set([...Object.keys(before), ...Object.keys(now)]);
	return [...roles].flatMap((role) =>
		columns.flatMap((column) => {
			const [old, current] = [before[role]?.[column] ?? 0, now[role]?.[column] ?? 0];
			return old === current ? [] : [`${role}: ${column} was ${old} and is ${current}`];
		}),
	);
}
