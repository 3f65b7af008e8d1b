/**
 * The name that a misspelt one was most likely meant to be: one that differs from it only in case and separators, or
 * else by one slip, in long names by two. Undefined if there is none, or if several are as near.
 */
export function closest(written: string, names: Iterable<string>): string | undefined {
	const wanted = bare(written);
	const most = wanted.length < 4 ? 0 : wanted.length < 16 ? 1 : 2;
	let best: string | undefined;
	let least = most + 1;
	for (const name of new Set(names)) {
		const distance = slips(wanted, bare(name), most);
		if (distance < least) [best, least] = [name, distance];
		else if (distance === least) best = undefined;
	}
	return best;
}

function bare(name: string): string {
	return name.toLowerCase().replace(/[-_.]/g, "");
}

/** How many letters must be added, left out, replaced or swapped with the next one; anything above `most` if more. */
function slips(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swapped = isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
			next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same, swapped));
		}
		[before, row] = [row, next];
	}
	return at(row, b.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
