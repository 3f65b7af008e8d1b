// @ts-check
// Runs VS Code for the Web, whose extensions run in a web worker, on a folder that is served but never written.
import { createRequire } from "node:module";
import { host, startServer } from "../processes.mjs";
import { commit } from "./vscode-web.mjs";

/**
 * Starts VS Code for the Web.
 * @param {object} options
 * @param {string} options.build as `installVscodeWeb` gives it
 * @param {string} options.extensions a folder with unpacked extensions
 * @param {string} options.folder what the workbench opens
 * @param {number} options.port
 * @throws {Error} when it does not start
 */
export function startWeb({ build, extensions, folder, port }) {
	const script = createRequire(import.meta.url).resolve("@vscode/test-web");
	const version = ["--quality", "stable", "--commit", commit, "--testRunnerDataDir", build];
	const address = ["--host", host, "--port", String(port)];
	const args = ["--browser", "none", ...version, ...address, "--extensionPath", extensions, folder];
	return startServer([script, ...args], "Listening on");
}

/** @param {number} port */
export function webUrl(port) {
	return `http://${host}:${port}/`;
}
