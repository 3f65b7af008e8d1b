// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nested } from "../../scripts/example.mjs";
import { cache } from "../../scripts/project.mjs";
import {
	choose,
	goTo,
	openCodeActions,
	openFile,
	readHover,
	waitForNoSquiggle,
	waitForSquiggle,
} from "../../scripts/vscode/workbench.mjs";
import { before } from "./example-files.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Hoists every nested instance of the example by the menu of quick fixes: a squiggle shows it, its hover names the rule, and it goes.
 * @param {Page} page a workbench that shows the example
 */
export async function hoistEverything(page) {
	for (const path of nested) {
		await openFile(page, path);
		await waitForSquiggle(page);
		await goTo(page, before[path] ?? "", "import inputs.");
		await readHover(page, /nested-instance/);
		await choose(page, await openCodeActions(page, /^(Hoist into|Use ‘.*’ of) flake\.nix/));
		await waitForNoSquiggle(page);
	}
}

/**
 * Hovers over `config` in an import's argument, and waits for our words about it.
 * @param {Page} page a workbench that shows the example
 */
export async function hoverOverConfig(page) {
	const [path] = nested;
	await openFile(page, path);
	await waitForSquiggle(page);
	await goTo(page, before[path] ?? "", "config.allowUnfree");
	await readHover(page, /settings of this package set/);
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
