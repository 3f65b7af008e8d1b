// @ts-check
// The packaged extension in a real VS Code for the Web, with an extension host in a web worker as on vscode.dev.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after as afterAll, afterEach, before as beforeAll, describe, test } from "node:test";
import { copyExample } from "../../scripts/example.mjs";
import { freePort } from "../../scripts/processes.mjs";
import { cache, vsix } from "../../scripts/project.mjs";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import { installCodeServer } from "../../scripts/vscode/code-server.mjs";
import { extensionsFolder, installExtension } from "../../scripts/vscode/desktop.mjs";
import { openFile } from "../../scripts/vscode/explorer.mjs";
import { installVscodeWeb } from "../../scripts/vscode/vscode-web.mjs";
import { startWeb, webUrl } from "../../scripts/vscode/web.mjs";
import { editorText, listedCommands } from "../../scripts/vscode/workbench.mjs";
import { eventually } from "./eventually.mjs";
import { edited } from "./example-files.mjs";
import { completeAnArgument, fixOneByOne, hoverOverConfig, keepTraces } from "./steps.mjs";

const state = join(cache, "test-web");
const folder = join(state, "two-hosts");

describe("VS Code for the Web with an extension host in a web worker", () => {
	/** @type {import("../../scripts/processes.mjs").Server} */
	let server;
	/** @type {import("../../scripts/vscode/browser.mjs").Browser} */
	let browser;

	beforeAll(async () => {
		rmSync(state, { recursive: true, force: true });
		copyExample(folder);
		// The web has no way to install a .vsix, so the other VS Code unpacks it.
		installExtension(installCodeServer(), state, vsix);
		const port = await freePort(0);
		server = await startWeb({ build: installVscodeWeb(), extensions: extensionsFolder(state), folder, port });
		browser = await launchBrowser({ width: 1280, height: 800 });
		await browser.page.goto(webUrl(port));
	});

	afterEach((context) => keepTraces(context, browser, server));

	afterAll(async () => {
		await browser?.close();
		server?.stop();
	});

	test("a hover explains config in an import's argument", () => hoverOverConfig(browser.page));

	test("what is typed in an import's argument is completed", () => completeAnArgument(browser.page));

	test("every finding is fixed from the menu, one after another", () => fixOneByOne(browser.page));

	test("all edited files have the expected text in their editors", async () => {
		for (const [path, text] of Object.entries(edited)) {
			await openFile(browser.page, path);
			await eventually(async () => assert.equal(await editorText(browser.page), text, path));
		}
	});

	test("nothing is offered that would run a program", async () => {
		const commands = await listedCommands(browser.page, "Flake Hoist: ");
		assert.match(commands.join(), /Flake Hoist: About/);
		assert.doesNotMatch(commands.join(), /Update the Lock File/);
	});

	test("nothing asks another machine", () => assert.deepEqual([...browser.foreignHosts], []));
});
