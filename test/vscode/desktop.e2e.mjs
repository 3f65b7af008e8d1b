// @ts-check
// The packaged extension in a real VS Code, with a Node extension host as on the desktop.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after as afterAll, afterEach, before as beforeAll, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { copyExample, nested } from "../../scripts/example.mjs";
import { freePort } from "../../scripts/processes.mjs";
import { cache, vsix } from "../../scripts/project.mjs";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import { installCodeServer } from "../../scripts/vscode/code-server.mjs";
import { installExtension, startDesktop, workbenchUrl } from "../../scripts/vscode/desktop.mjs";
import {
	enterEditor,
	goTo,
	listedCommands,
	openCodeActions,
	openFile,
	runCommand,
	waitForLine,
	waitForSquiggle,
} from "../../scripts/vscode/workbench.mjs";
import { nixInstantiate } from "../requirements.mjs";
import { after, edited, readFiles } from "./example-files.mjs";
import { hoistEverything, hoverOverConfig, keepTraces, partialLock } from "./hoist.mjs";

const state = join(cache, "test-desktop");
const folder = join(state, "two-hosts");
const networkLog = join(state, "network.jsonl");

describe("VS Code with a Node extension host", () => {
	/** @type {import("../../scripts/processes.mjs").Server} */
	let server;
	/** @type {import("../../scripts/vscode/browser.mjs").Browser} */
	let browser;

	beforeAll(async () => {
		rmSync(state, { recursive: true, force: true });
		copyExample(folder);
		const script = installCodeServer();
		installExtension(script, state, vsix);
		const guard = `--require=${JSON.stringify(join(import.meta.dirname, "network-guard.cjs"))}`;
		const env = { ...process.env, NODE_OPTIONS: guard, NETWORK_LOG: networkLog };
		const port = await freePort(0);
		server = await startDesktop({ script, state, port, env });
		browser = await launchBrowser({ width: 1280, height: 800 });
		await browser.page.goto(workbenchUrl(port, folder, nested[0]));
		await enterEditor(browser.page, nested[0]);
	});

	afterEach((context) => keepTraces(context, browser, server));

	afterAll(async () => {
		await browser?.close();
		server?.stop();
	});

	test("a hover explains config in an import's argument", () => hoverOverConfig(browser.page));

	test("every nested instance has a squiggle and is hoisted from the menu", () => hoistEverything(browser.page));

	test("all files are as expected once they are saved", async () => {
		await runCommand(browser.page, "File: Save All Files");
		await eventually(() => assert.deepEqual(readFiles(folder), after));
	});

	const skip = nixInstantiate === undefined && "there is no nix-instantiate on PATH (Debian: apt install nix-bin)";
	test("Nix accepts every edited file", { skip }, () => {
		for (const path of Object.keys(edited)) {
			const { status, stderr } = spawnSync(nixInstantiate ?? "", ["--parse", join(folder, path)], { encoding: "utf8" });
			assert.equal(status, 0, stderr);
		}
	});

	test("a lock on disk is told of in flake.nix, and can be updated where it is out of step", async () => {
		writeFileSync(join(folder, "flake.lock"), partialLock);
		await openFile(browser.page, "flake.nix");
		await waitForLine(browser.page, /nixos-unstable\s·\s2026-03-10\s·\s/);
		await waitForSquiggle(browser.page);
		await goTo(browser.page, after["flake.nix"] ?? "", "home-manager = {");
		await openCodeActions(browser.page, /run ‘nix flake lock’/);
		await browser.page.keyboard.press("Escape");
		const commands = await listedCommands(browser.page, "Flake Hoist: Update");
		assert.match(commands.join(), /Update the Lock File/);
	});

	test("nothing asks another machine", () => {
		const entries = readFileSync(networkLog, "utf8")
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		assert.ok(
			entries.some(({ script }) => script?.endsWith("dist/server.js")),
			"the language server was not watched",
		);
		assert.deepEqual(
			entries.flatMap(({ host }) => host ?? []),
			[],
		);
		assert.deepEqual([...browser.foreignHosts], []);
	});
});

/**
 * Tries until it succeeds, for at most 30 seconds.
 * @param {() => void} attempt
 */
async function eventually(attempt) {
	for (const end = Date.now() + 30_000; ; ) {
		try {
			return attempt();
		} catch (error) {
			if (Date.now() > end) throw error;
			await setTimeout(50);
		}
	}
}
