// @ts-check
// The programs from outside npm that some tests need. A test that needs one is left out where it is missing;
// `npm test` says so, and with CI=true fails.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const { PATH = "", CHROMIUM } = process.env;

/**
 * The path of the first of `names` that is a program on PATH, or undefined.
 * @param {...string} names
 */
function onPath(...names) {
	const folders = PATH.split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The `nix` command, which evaluates flakes before and after a refactoring. */
export const nix = onPath("nix");

/** The `nix-instantiate` command, which judges the syntax of edited files. */
export const nixInstantiate = onPath("nix-instantiate");

/** The `git` command, which applies the patches that the command line prints. */
export const git = onPath("git");

/** The browser in which VS Code's workbench runs. */
export const chromium = CHROMIUM || onPath("chromium", "chromium-browser", "google-chrome");
