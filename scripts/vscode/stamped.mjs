// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a folder once: `make` runs only if the folder was never finished, or was made by other sources than these.
 * @param {string} folder emptied before `make` runs
 * @param {readonly string[]} sources the files that say how the folder is made
 * @param {() => void} make
 */
export function makeOnce(folder, sources, make) {
	const stamp = join(folder, ".made-by");
	const hash = createHash("sha256");
	for (const source of sources) hash.update(readFileSync(source));
	const wanted = hash.digest("hex");
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	make();
	writeFileSync(stamp, wanted);
}
