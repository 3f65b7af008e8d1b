// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { example } from "../../scripts/example.mjs";

/**
 * The texts of all files in a folder and below.
 * @param {string} folder
 * @returns {Record<string, string>} by their paths from the folder on
 */
export function readFiles(folder) {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = files.map((file) => relative(folder, join(file.parentPath, file.name)));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** The example as it is. */
export const before = readFiles(example);

/** The files that differ once every nested instance is hoisted. */
export const edited = readFiles(join(import.meta.dirname, "hoisted"));

/** The whole example once every nested instance is hoisted. */
export const after = { ...before, ...edited };
