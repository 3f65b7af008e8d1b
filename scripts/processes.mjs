// @ts-check
// Servers that run beside a script and end with it, together with all that they started.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** The only address on which anything listens. */
export const host = "127.0.0.1";

/** @typedef {{ output(): string, ended: Promise<void>, stop(): void }} Server `output` is what it printed so far */

/** @type {Set<number>} the leaders of the process groups that run */
const groups = new Set();

process.on("exit", () => {
	for (const leader of groups) endGroup(leader);
});
for (const [signal, code] of /** @type {const} */ ([
	["SIGHUP", 129],
	["SIGINT", 130],
	["SIGTERM", 143],
])) {
	process.on(signal, () => process.exit(code));
}

/**
 * Starts a Node script as the leader of a process group, which ends when this process does.
 * @param {readonly string[]} args the script and its arguments
 * @param {string} sign what the script prints once it can be used
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Server>} when the sign was seen
 * @throws {Error} when the script ends before; the message has what it printed
 */
export async function startServer(args, sign, env = process.env) {
	const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
	const leader = child.pid;
	if (leader !== undefined) groups.add(leader);
	let printed = "";
	/** @type {Promise<void>} */
	const ended = new Promise((resolve) => {
		child.once("exit", () => {
			endGroup(leader);
			resolve();
		});
	});
	/** @type {Promise<void>} */
	const ready = new Promise((resolve) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding("utf8").on("data", (text) => {
				printed += text;
				if (printed.includes(sign)) resolve();
			});
		}
	});
	const failed = ended.then(() => {
		throw new Error(`This server did not start: ${args[0]}\n${printed}`);
	});
	await Promise.race([ready, failed]);
	return { output: () => printed, ended, stop: () => endGroup(leader) };
}

/**
 * Ends a process group at once: VS Code's server would leave its extension host behind.
 * @param {number | undefined} leader
 */
function endGroup(leader) {
	if (leader === undefined || !groups.delete(leader)) return;
	try {
		process.kill(-leader, "SIGKILL");
	} catch {
		// All of it has ended by itself.
	}
}

/**
 * The first free port from this one on, or any free port for 0.
 * @param {number} port
 * @returns {Promise<number>}
 */
export function freePort(port) {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === "EADDRINUSE" && port < 65_535) resolve(freePort(port + 1));
			else reject(error);
		});
		probe.listen(port, host, () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
		});
	});
}
