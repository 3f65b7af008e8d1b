// @ts-check
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { opened } from "../../scripts/example.mjs";
import { cache } from "../../scripts/project.mjs";
import { choose, openCodeActions, openSourceActions } from "../../scripts/vscode/code-actions.mjs";
import { openFile } from "../../scripts/vscode/explorer.mjs";
import { waitForNoSquiggle, waitForSquiggle } from "../../scripts/vscode/problems.mjs";
import { accept, editorText, goTo, readHover } from "../../scripts/vscode/workbench.mjs";
import { eventually } from "./eventually.mjs";
import { filesWithFindings, findings } from "./findings.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./findings.mjs").Finding} Finding */

/**
 * Fixes every finding of the example by the menu of quick fixes, one after the other: a squiggle shows it, its hover
 * names the rule, and it goes.
 * @param {Page} page a workbench that shows the example
 */
export async function fixOneByOne(page) {
	for (const finding of findings) {
		await goToFinding(page, finding);
		await readHover(page, new RegExp(finding.rule));
		await choose(page, await openCodeActions(page, finding.fix));
		// In the place of a missing `follows` there is one that the lock does not have yet.
		if (finding.rule !== "missing-follows") await waitForNoSquiggle(page, finding.squiggle);
	}
}

/**
 * Opens the file of a finding and puts the caret at it.
 * @param {Page} page a workbench that shows the example
 * @param {Finding} finding
 */
export async function goToFinding(page, { path, at, squiggle }) {
	await openFile(page, path);
	let text = "";
	await eventually(async () => {
		// Where a file has just changed on disk, the editor may still show what it was before.
		text = await editorText(page);
		assert.ok(text.includes(at), `${path} does not have ${at}`);
	});
	await goTo(page, text, at);
	await waitForSquiggle(page, squiggle);
}

/**
 * Fixes all that can be fixed safely by the menu of source actions, in one file after the other.
 * @param {Page} page a workbench that shows the example
 */
export async function fixFileByFile(page) {
	for (const path of filesWithFindings) {
		await openFile(page, path);
		await choose(page, await openSourceActions(page, /^Fix all that Flake Hoist can fix safely in this file$/));
		await waitForNoSquiggle(page, "warning");
	}
}

/**
 * Hovers over `config` in an import's argument, and waits for our words about it.
 * @param {Page} page a workbench that shows the example
 */
export async function hoverOverConfig(page) {
	await openFile(page, opened);
	await waitForSquiggle(page, "warning");
	await goTo(page, await editorText(page), "config.allowUnfree");
	await readHover(page, /settings of this package set/);
}

/**
 * Types into an import's argument, accepts what is offered there, and takes it back.
 * @param {Page} page a workbench that shows the example
 */
export async function completeAnArgument(page) {
	await openFile(page, opened);
	const text = await editorText(page);
	await goTo(page, text, "config.allowUnfree");
	await page.keyboard.type(" ");
	await page.keyboard.press("ArrowLeft");
	await accept(page, "cros", "crossSystem");
	await eventually(async () => assert.match(await editorText(page), /crossSystem = ;\s*config\.allowUnfree/));
	await page.keyboard.press("Escape");
	await eventually(async () => {
		await page.keyboard.press("Control+z");
		assert.equal(await editorText(page), text);
	});
}

/**
 * Expands a snippet in a module's `let`, and takes it back.
 * @param {Page} page a workbench that shows the example
 */
export async function expandASnippet(page) {
	await openFile(page, opened);
	const text = await editorText(page);
	await goTo(page, text, "let\n");
	await page.keyboard.press("End");
	await page.keyboard.press("Enter");
	await accept(page, "nixpkgs-inst", "nixpkgs-instance");
	const expanded =
		/let\n\s+pkgs-unstable = import inputs\.nixpkgs-unstable \{\s+inherit system;\s+config\.allowUnfree = true;\s+\};\n/;
	await eventually(async () => assert.match(await editorText(page), expanded));
	await page.keyboard.press("Escape");
	await eventually(async () => {
		await page.keyboard.press("Control+z");
		assert.equal(await editorText(page), text);
	});
}

/** A lock of the example's inputs, but for home-manager. */
export const partialLock = JSON.stringify({
	nodes: {
		root: { inputs: { nixpkgs: "nixpkgs", "nixpkgs-unstable": "unstable", "nixpkgs-stable": "stable" } },
		nixpkgs: lockedNixpkgs("nixos-25.11"),
		unstable: lockedNixpkgs("nixos-unstable"),
		stable: lockedNixpkgs("nixos-25.05"),
	},
	root: "root",
	version: 7,
});

/** @param {string} ref */
function lockedNixpkgs(ref) {
	const source = { type: "github", owner: "NixOS", repo: "nixpkgs" };
	const locked = { ...source, rev: "1".repeat(40), lastModified: Date.UTC(2026, 2, 10) / 1000 };
	return { locked, original: { ...source, ref } };
}

/**
 * For the end of a test: if it has failed, keeps a picture of the workbench and what was logged.
 * @param {{ name: string, error?: unknown }} test
 * @param {import("../../scripts/vscode/browser.mjs").Browser | undefined} browser
 * @param {import("../../scripts/processes.mjs").Server | undefined} server
 */
export async function keepTraces({ name, error }, browser, server) {
	if (!error) return;
	const file = join(cache, "shots", name);
	mkdirSync(dirname(file), { recursive: true });
	await browser?.page.screenshot({ path: `${file}.png` });
	writeFileSync(`${file}.log`, [...(browser?.messages ?? []), server?.output()].join("\n"));
}
