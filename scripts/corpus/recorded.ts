import { readFile, writeFile } from "node:fs/promises";

/** Numbers as they are kept in a file, to compare the next ones with. */
export type Recorded = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Prints a line for each number that is not as the file has it, and writes the file if the numbers are to be `kept`. */
export async function compareWithRecord(file: string, now: Recorded, kept: boolean): Promise<void> {
	const before: Recorded = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
	for (const line of differences(before, now)) console.log(line);
	if (kept) await writeFile(file, `${JSON.stringify(now, undefined, "\t")}\n`);
}

function differences(before: Recorded, now: Recorded): readonly string[] {
	return keys(before, now).flatMap((row) =>
		keys(before[row], now[row]).flatMap((column) => {
			const [old, current] = [before[row]?.[column] ?? 0, now[row]?.[column] ?? 0];
			return old === current ? [] : [`${row}: ${column} was ${old} and is ${current}`];
		}),
	);
}

function keys(a: object = {}, b: object = {}): readonly string[] {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
