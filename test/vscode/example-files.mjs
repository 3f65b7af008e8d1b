// @ts-check
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { copyExample, example } from "../../scripts/example.mjs";
import { root } from "../../scripts/project.mjs";

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

/** The files that differ once everything is fixed. */
export const edited = readFiles(join(import.meta.dirname, "fixed"));

/** The whole example once everything is fixed. */
export const after = { ...before, ...edited };

/**
 * The paths of the files in a copy of the example that are not as in the example.
 * @param {string} folder
 */
export function changedFiles(folder) {
	const files = readFiles(folder);
	return Object.keys(files).filter((path) => files[path] !== before[path]);
}

/**
 * Makes the files of a folder those of the example again.
 * @param {string} folder
 */
export function restoreExample(folder) {
	for (const [path, text] of Object.entries(before)) writeFileSync(join(folder, path), text);
}

/**
 * What the command line makes of the example.
 * @param {string} folder a place for a copy
 * @param {...string} options of `flake-hoist fix`
 * @returns {Record<string, string>} the texts of all files by their paths
 */
export function fixedByCommand(folder, ...options) {
	copyExample(folder);
	// It ends with 1 where something is left, so what it has made says whether it ran.
	const { stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), "fix", ...options, folder]);
	if (stderr.length > 0) throw new Error(stderr.toString());
	const files = readFiles(folder);
	rmSync(folder, { recursive: true });
	return files;
}
