// @ts-check
// The tree of files in VS Code.
import { enterEditor, patience, retry } from "./workbench.mjs";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 */

/**
 * Opens a file from the explorer: searching for it by name works only where VS Code has ripgrep.
 * @param {Page} page
 * @param {string} path from the folder on
 */
export async function openFile(page, path) {
	const names = path.split("/");
	for (const [depth] of names.slice(1).entries()) {
		await expand(explorerRow(page, names.slice(0, depth + 1).join("/")));
	}
	await explorerRow(page, path).click({ timeout: patience });
	await enterEditor(page, path);
}

/** @param {Locator} row a folder in the explorer */
async function expand(row) {
	await row.waitFor({ timeout: patience });
	await retry(async () => {
		if ((await row.getAttribute("aria-expanded")) === "true") return;
		// The explorer opens the active file's folders by itself, perhaps just now: then this closes one again.
		await row.click();
		await row.and(row.page().locator("[aria-expanded=true]")).waitFor({ timeout: 1000 });
	});
}

/**
 * @param {Page} page
 * @param {string} path of a file or folder, which comes before what is in it
 */
function explorerRow(page, path) {
	const label = page.locator(`.monaco-icon-label[aria-label*="/${path}"]`);
	return page.locator(".explorer-folders-view .monaco-list-row", { has: label }).first();
}
