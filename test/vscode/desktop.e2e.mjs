// @ts-check
// The packaged extension in a real VS Code, with a Node extension host as on the desktop.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after as afterAll, afterEach, before as beforeAll, describe, test } from "node:test";
import { copyExample, opened } from "../../scripts/example.mjs";
import { freePort } from "../../scripts/processes.mjs";
import { cache, vsix } from "../../scripts/project.mjs";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import {
	applyPreview,
	choose,
	openCodeActions,
	openSourceActions,
	preview,
} from "../../scripts/vscode/code-actions.mjs";
import { installCodeServer } from "../../scripts/vscode/code-server.mjs";
import { installExtension, startDesktop, workbenchUrl } from "../../scripts/vscode/desktop.mjs";
import { openFile } from "../../scripts/vscode/explorer.mjs";
import { listedProblems, waitForNoSquiggle, waitForSquiggle } from "../../scripts/vscode/problems.mjs";
import { enterEditor, goTo, listedCommands, runCommand, waitForLine } from "../../scripts/vscode/workbench.mjs";
import { nixInstantiate } from "../requirements.mjs";
import { eventually } from "./eventually.mjs";
import { after, before, changedFiles, edited, fixedByCommand, readFiles, restoreExample } from "./example-files.mjs";
import { nested } from "./findings.mjs";
import {
	completeAnArgument,
	expandASnippet,
	fixFileByFile,
	fixOneByOne,
	goToFinding,
	hoverOverConfig,
	keepTraces,
	partialLock,
} from "./steps.mjs";

const state = join(cache, "test-desktop");
const folder = join(state, "two-hosts");
const copy = join(state, "by-command");
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
		await browser.page.goto(workbenchUrl(port, folder, opened));
		await enterEditor(browser.page, opened);
	});

	afterEach((context) => keepTraces(context, browser, server));

	afterAll(async () => {
		await browser?.close();
		server?.stop();
	});

	test("a hover explains config in an import's argument", () => hoverOverConfig(browser.page));

	test("what is typed in an import's argument is completed", () => completeAnArgument(browser.page));

	test("a folder's settings say how severe findings are, and turn rules off", async () => {
		const { page } = browser;
		const settings = join(folder, ".vscode");
		const set = (/** @type {string} */ level) =>
			writeFileSync(join(settings, "settings.json"), JSON.stringify({ "flakeHoist.rules": { [nested.rule]: level } }));
		mkdirSync(settings);
		await waitForSquiggle(page, "warning");
		set("error");
		await waitForSquiggle(page, "error");
		set("off");
		await waitForNoSquiggle(page, "error");
		rmSync(settings, { recursive: true });
		await waitForSquiggle(page, "warning");
	});

	test("a snippet expands where its prefix is typed", () => expandASnippet(browser.page));

	test("VS Code's preview shows what a fix would change in each file, before it is applied", async () => {
		const { page } = browser;
		await goToFinding(page, nested);
		const changes = await preview(page, await openCodeActions(page, nested.fix));
		assert.deepEqual(
			changes.filter((change) => change.endsWith(".nix")),
			["flake.nix", "home.nix"],
		);
		assert.deepEqual(readFiles(folder), before);
		await applyPreview(page);
		await eventually(() => assert.deepEqual(changedFiles(folder), ["flake.nix", "home.nix"]));
		await undo(nested.path);
	});

	test("one source action hoists all instances of the flake, and one undo takes it back", async () => {
		const { page } = browser;
		await openFile(page, opened);
		await choose(page, await openSourceActions(page, /^Hoist all instances in this flake \(6 findings\)$/));
		const byCommand = fixedByCommand(copy, "--rule", "nested-instance", "--rule", "repeated-instance");
		await eventually(() => assert.deepEqual(readFiles(folder), byCommand));
		assert.equal(changedFiles(folder).length, 5);
		await undo(opened);
	});

	test("Fix All does in each file what the command line does without being told to take risks", async () => {
		await fixFileByFile(browser.page);
		await saved(fixedByCommand(copy));
		restoreExample(folder);
	});

	test("every finding is fixed from the menu, one after another", () => fixOneByOne(browser.page));

	test("all files are as expected once they are saved, and as the command line makes them", async () => {
		await saved(after);
		assert.deepEqual(fixedByCommand(copy, "--unsafe"), after);
		await eventually(async () => {
			const problems = await listedProblems(browser.page);
			assert.equal(problems.length, 1);
			assert.match(problems[0] ?? "", /^flake\.lock and flake\.nix do not agree on what the input/);
		});
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
		await waitForSquiggle(browser.page, "info");
		await goTo(browser.page, after["flake.nix"] ?? "", "home-manager.url");
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

	/**
	 * Takes back what was done last in a file, which brings back all other files that it has changed.
	 * @param {string} path
	 */
	async function undo(path) {
		await openFile(browser.page, path);
		await browser.page.keyboard.press("Control+z");
		await saved(before);
	}

	/**
	 * Saves all files until they have these texts: what was done last may only now be done.
	 * @param {Record<string, string>} texts
	 */
	function saved(texts) {
		return eventually(async () => {
			await runCommand(browser.page, "File: Save All Files");
			assert.deepEqual(readFiles(folder), texts);
		});
	}
});
