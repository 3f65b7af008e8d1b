// @ts-check
// What the scripts know of the project: its folders and how to get its dependencies. Uses only Node's own modules,
// because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that the scripts make for themselves goes below this folder, which git ignores. */
export const cache = join(root, ".cache");

/** Where `npm run package` writes the extension. */
export const vsix = join(root, `flake-hoist-${readJson(join(root, "package.json")).version}.vsix`);

/**
 * Runs a program to its end, showing what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @throws {Error} when the program fails or can't be started; the message names the command
 */
export function run(command, args, cwd = root) {
	const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
	if (error) throw new Error(`${command} could not be started: ${error.message}`);
	if (status !== 0) throw new Error(`This command failed: ${[command, ...args].join(" ")}`);
}

/**
 * Runs npm without letting any package run scripts of its own.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @throws {Error} when npm fails, with advice
 */
export function npm(args, cwd) {
	try {
		run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd);
	} catch (error) {
		const failure = error instanceof Error ? error.message : error;
		throw new Error(`${failure}\nIt needs an npm registry that this machine can reach; see npm's own words above.`);
	}
}

/**
 * Runs one of the project's npm scripts.
 * @param {string} script
 * @throws {Error} when it fails
 */
export function npmRun(script) {
	run("npm", ["run", "--silent", script]);
}

/** Installs the project's dependencies with `npm ci`, unless they are there as the lock file wants them. */
export function installDependencies() {
	if (dependenciesAreInstalled()) return;
	console.log("Installing the dependencies (npm ci)");
	npm(["ci"], root);
}

function dependenciesAreInstalled() {
	const wanted = readJson(join(root, "package-lock.json")).packages;
	const installed = tryReadJson(join(root, "node_modules/.package-lock.json"))?.packages;
	if (installed === undefined) return false;
	return Object.entries(wanted).every(([path, { version, optional }]) => {
		if (path === "") return true;
		const found = installed[path];
		return found === undefined ? optional === true : found.version === version;
	});
}

/** @param {string} file */
function readJson(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

/** @param {string} file */
function tryReadJson(file) {
	try {
		return readJson(file);
	} catch {
		return undefined;
	}
}
