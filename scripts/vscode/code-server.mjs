// @ts-check
// Gets the VS Code server, which runs extensions in a Node process as the desktop does, from npm alone: nothing is
// compiled, and nothing is downloaded from anywhere else.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, npm } from "../project.mjs";
import { makeOnce } from "./stamped.mjs";

/** The release of code-server; its VS Code has the same number with a 1 in front: 1.100.3. */
const version = "4.100.3";
const ripgrepVersion = "1.18.0";

const folder = join(cache, "code-server");
const server = join(folder, "node_modules/code-server/lib/vscode");
const thisFile = fileURLToPath(import.meta.url);
const spdlog = join(dirname(thisFile), "spdlog.cjs");

/**
 * Installs VS Code's server unless it is installed already.
 * @returns {string} the script that is the server
 * @throws {Error} when npm fails
 */
export function installCodeServer() {
	makeOnce(folder, [thisFile, spdlog], () => {
		console.log(`Installing VS Code 1.${version.slice(2)} (npm, code-server ${version})`);
		writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
		npm(["install", `code-server@${version}`], folder);
		// The optional packages are needed: the file watcher's binary is one.
		npm(["install", "--omit=dev"], server);
		replaceModule("@vscode/spdlog", readFileSync(spdlog, "utf8"));
		replaceModule("native-watchdog", "exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n");
		installRipgrep();
	});
	return join(server, "out/server-main.js");
}

/**
 * Puts plain JavaScript in the place of a native module, which would need a compiler.
 * @param {string} name
 * @param {string} code
 */
function replaceModule(name, code) {
	const module = join(server, "node_modules", name);
	const { main } = JSON.parse(readFileSync(join(module, "package.json"), "utf8"));
	writeFileSync(join(module, main?.endsWith(".js") ? main : "index.js"), code);
}

/** VS Code's @vscode/ripgrep downloads its binary from GitHub; newer releases have it in a package per platform. */
function installRipgrep() {
	const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
	npm(["install", `${name}@${ripgrepVersion}`], folder);
	const program = process.platform === "win32" ? "rg.exe" : "rg";
	const target = join(server, "node_modules/@vscode/ripgrep/bin", program);
	if (existsSync(target)) return;
	mkdirSync(dirname(target), { recursive: true });
	copyFileSync(join(folder, "node_modules", name, "bin", program), target);
	chmodSync(target, 0o755);
}
