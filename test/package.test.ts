import { type ChildProcess, execFileSync, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import {
	createProtocolConnection,
	IPCMessageReader,
	IPCMessageWriter,
	type MessageReader,
	type MessageWriter,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver/node";
import { Client, temporaryFolder, write } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";
import { unzip } from "./zip.ts";

const folder = mkdtempSync(join(tmpdir(), "flake-hoist-"));
const vsix = join(folder, "flake-hoist.vsix");
let files = new Map<string, Buffer>();

beforeAll(() => {
	const script = fileURLToPath(new URL("../scripts/package.mjs", import.meta.url));
	execFileSync(process.execPath, [script, vsix], { stdio: "pipe" });
	files = unzip(readFileSync(vsix));
	for (const [name, content] of files) write(folder, name, content);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

test("The package holds what runs, and no source, test or map", () => {
	expect([...files.keys()].filter((name) => name.startsWith("extension/dist/")).sort()).toEqual([
		"extension/dist/extension.js",
		"extension/dist/extension.web.js",
		"extension/dist/licenses.txt",
		"extension/dist/server.js",
		"extension/dist/server.web.js",
		"extension/dist/tree-sitter-nix.wasm",
		"extension/dist/web-tree-sitter.wasm",
	]);
	const others = [...files.keys()].filter((name) => !name.startsWith("extension/dist/"));
	const allowed =
		/^[^/]+$|^extension\/(syntaxes\/|snippets\/)?[^/]+\.(json|md|txt)$|^extension\/docs\/images\/icon\.png$/;
	for (const name of others) expect(name).toMatch(allowed);
	for (const [name, content] of files) expect(content.includes("sourceMappingURL="), name).toBe(false);
});

test("The package holds the licences of what is bundled", () => {
	const text = files.get("extension/dist/licenses.txt")?.toString();
	for (const name of [
		"vscode-languageclient",
		"vscode-languageserver",
		"web-tree-sitter",
		"tree-sitter-nix",
		"ignore",
	]) {
		expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
	}
});

test("The package is under 1.5 MB", () => {
	expect(statSync(vsix).size).toBeLessThan(1.5e6);
});

test("The packaged server works over standard input and output, and outlives a message that is none", async () => {
	const server = spawn(process.execPath, [join(folder, "extension/dist/server.js"), "--stdio"], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	server.stdin.write("Content-Length: 7\r\n\r\n{none!}");
	await serves(server, new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
});

test("The packaged server works over Node's own channel, as VS Code starts it", async () => {
	const server = fork(join(folder, "extension/dist/server.js"), ["--node-ipc"]);
	await serves(server, new IPCMessageReader(server), new IPCMessageWriter(server));
});

async function serves(server: ChildProcess, reader: MessageReader, writer: MessageWriter): Promise<void> {
	onTestFinished(() => {
		server.kill();
	});
	const connection = createProtocolConnection(reader, writer);
	const workspace = temporaryFolder({ "/flake.nix": flake, "/configuration.nix": nested });
	const client = await Client.start(connection, workspace, {});
	await client.diagnosed("/configuration.nix", 2);
	const exit = once(server, "exit");
	await connection.sendRequest("shutdown");
	await connection.sendNotification("exit");
	expect(await exit).toEqual([0, null]);
}
