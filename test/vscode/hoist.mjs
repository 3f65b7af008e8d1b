// @ts-check
import { join } from "node:path";
import { nested } from "../../scripts/example.mjs";
import { cache } from "../../scripts/project.mjs";
import {
	choose,
	goTo,
	openCodeActions,
	openFile,
	waitForHover,
	waitForNoSquiggle,
	waitForSquiggle,
} from "../../scripts/vscode/workbench.mjs";
import { before } from "./example-files.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Hoists every nested instance of the example by the menu of quick fixes: the squiggle shows it, and goes.
 * @param {Page} page a workbench that shows the example
 */
export async function hoistEverything(page) {
	for (const path of nested) {
		await openFile(page, path);
		await waitForSquiggle(page);
		await goTo(page, before[path] ?? "", "import inputs.");
		await choose(page, await openCodeActions(page, /hoist/i));
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
	await waitForHover(page, /nixpkgs/);
}

/**
 * For the end of a test: keeps a picture of the workbench if the test has failed.
 * @param {Page | undefined} page
 * @param {{ name: string, error?: unknown }} test
 */
export async function pictureFailure(page, { name, error }) {
	if (error) await page?.screenshot({ path: join(cache, "shots", `${name}.png`) });
}
