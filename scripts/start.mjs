// @ts-check
// Opens a flake in a real VS Code in the browser, with this checkout's extension installed.
//   npm start            a scratch copy of examples/two-hosts
//   npm start -- FOLDER  a folder of yours
//   PORT=8080 npm start  another port than 3000
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { copyExample, opened } from "./example.mjs";
import { freePort } from "./processes.mjs";
import { cache, installDependencies, npmRun, vsix } from "./project.mjs";
import { installCodeServer } from "./vscode/code-server.mjs";
import { installExtension, startDesktop, workbenchUrl } from "./vscode/desktop.mjs";

const state = join(cache, "start");

try {
	await main(process.argv[2]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** @param {string | undefined} given the folder named on the command line */
async function main(given) {
	const wanted = wantedPort();
	const { folder, file } = given === undefined ? scratchExample() : ownFlake(resolve(given));
	installDependencies();
	npmRun("package");
	const script = installCodeServer();
	installExtension(script, state, vsix);
	const port = await freePort(wanted);
	const server = await startDesktop({ script, state, port });
	console.log(`\nOpen this address in a browser (Ctrl+C ends VS Code):\n${workbenchUrl(port, folder, file)}\n`);
	await server.ended;
	throw new Error(`VS Code has ended:\n${server.output()}`);
}

function scratchExample() {
	const folder = join(cache, "two-hosts");
	copyExample(folder);
	return { folder, file: opened };
}

/** @param {string} folder */
function ownFlake(folder) {
	if (!existsSync(join(folder, "flake.nix"))) throw new Error(`There is no flake.nix in ${folder}.`);
	return { folder, file: "flake.nix" };
}

/** @throws {Error} when PORT is not a port */
function wantedPort() {
	const { PORT = "3000" } = process.env;
	const port = Number(PORT);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is not a port number: ${PORT}`);
	return port;
}
