// @ts-check
// Runs VS Code's server, whose extensions run in a Node process, with extensions and settings of its own.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { host, startServer } from "../processes.mjs";
import { run } from "../project.mjs";

const settings = {
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"telemetry.telemetryLevel": "off",
	// On the desktop nothing is saved before the user says so; in a browser it would be.
	"files.autoSave": "off",
	// The folder may lie in a repository that it is no part of: the example's copy lies in this project.
	"git.openRepositoryInParentFolders": "never",
};

/**
 * Installs an extension, as `code --install-extension` does, in place of any other release of it.
 * @param {string} script the server, as `installCodeServer` gives it
 * @param {string} state the folder for VS Code's extensions and settings
 * @param {string} file the .vsix
 * @throws {Error} when VS Code refuses it
 */
export function installExtension(script, state, file) {
	mkdirSync(state, { recursive: true });
	run(process.execPath, [script, ...common(state), "--install-extension", file, "--force"]);
}

/** @param {string} state */
export function extensionsFolder(state) {
	return join(state, "extensions");
}

/**
 * Starts VS Code.
 * @param {object} options
 * @param {string} options.script the server, as `installCodeServer` gives it
 * @param {string} options.state the folder for VS Code's extensions and settings
 * @param {number} options.port
 * @param {NodeJS.ProcessEnv} [options.env] goes to the server and all that it starts
 * @throws {Error} when it does not start
 */
export function startDesktop({ script, state, port, env = process.env }) {
	const user = join(state, "server/data/User");
	mkdirSync(user, { recursive: true });
	writeFileSync(join(user, "settings.json"), JSON.stringify(settings, undefined, "\t"));
	// VS Code must not look for other extensions, or for other releases of this one.
	const offline = { ...env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
	return startServer([script, ...common(state), ...options(port)], "Extension host agent listening on", offline);
}

/** @param {string} state */
function common(state) {
	const folders = ["--server-data-dir", join(state, "server"), "--extensions-dir", extensionsFolder(state)];
	// Only both keep the server from calling home.
	return [...folders, "--telemetry-level", "off", "--disable-telemetry"];
}

/** @param {number} port */
function options(port) {
	return [
		...["--host", host, "--port", String(port)],
		"--without-connection-token",
		"--accept-server-license-terms",
		"--disable-workspace-trust",
		"--disable-getting-started-override",
	];
}

/**
 * The address at which the workbench opens a folder, with one of its files in the editor.
 * @param {number} port
 * @param {string} folder
 * @param {string} file its path from the folder on
 */
export function workbenchUrl(port, folder, file) {
	const payload = [
		["skipWelcome", "true"],
		["openFile", `vscode-remote://${host}:${port}${pathToFileURL(join(folder, file)).pathname}`],
	];
	return `http://${host}:${port}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
}
