import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { nix } from "../../test/requirements.mjs";
import { Metadata } from "./metadata.ts";
import { type Counts, countLock } from "./reader.ts";
import { countGraph } from "./server.ts";

const usage = "Usage: npm run locks -- FOLDER";

/** Runs the comparison. `args` is the command line. */
export async function main(_root: string, [folder]: string[]): Promise<void> {
	if (folder === undefined) {
		console.error(usage);
		process.exitCode = 2;
		return;
	}
	const metadata = nix === undefined ? undefined : new Metadata(nix);
	const sums = { locks: 0, readByNix: 0, differences: 0 };
	for (const file of await locksIn(folder)) {
		const text = await readFile(file, "utf8");
		const printed = metadata?.of(dirname(file));
		const ours = countGraph(text);
		const others = { "second reader": countLock(JSON.parse(text)), ...(printed && { nix: countLock(printed) }) };
		sums.locks++;
		if (printed !== undefined) sums.readByNix++;
		for (const [name, theirs] of Object.entries(others)) {
			if (ours !== undefined && isSame(ours, theirs)) continue;
			sums.differences++;
			console.log(`${relative(folder, file)}: ${words(ours)} here, ${words(theirs)} says the ${name}`);
		}
	}
	metadata?.remove();
	console.log(`${sums.locks} locks, ${sums.readByNix} of them read by Nix too; ${sums.differences} differences`);
	if (sums.differences > 0) process.exitCode = 1;
}

async function locksIn(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true });
	return entries.filter((path) => /(^|[/\\])flake\.lock$/.test(path)).map((path) => join(folder, path));
}

function isSame(a: Counts, b: Counts): boolean {
	return a.nixpkgs === b.nixpkgs && a.own === b.own && a.followed === b.followed;
}

function words(counts: Counts | undefined): string {
	return counts === undefined
		? "nothing"
		: `${counts.nixpkgs} nixpkgs, ${counts.own} own and ${counts.followed} followed inputs`;
}
