// @ts-check
// VS Code's menus of code actions, and the preview of what one would change.
import { patience, retry, runCommand } from "./workbench.mjs";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 */

/**
 * Opens the menu of code actions at the caret.
 * @param {Page} page
 * @param {RegExp} title
 * @returns {Promise<Locator>} the menu's item with this title
 */
export function openCodeActions(page, title) {
	return openMenu(page, title, () => page.keyboard.press("Control+."));
}

/**
 * Opens the menu of the actions for the whole file.
 * @param {Page} page
 * @param {RegExp} title
 * @returns {Promise<Locator>} the menu's item with this title
 */
export function openSourceActions(page, title) {
	return openMenu(page, title, () => runCommand(page, "Source Action..."));
}

/**
 * @param {Page} page
 * @param {RegExp} title
 * @param {() => Promise<void>} open
 */
async function openMenu(page, title, open) {
	const label = page.locator(".title", { hasText: title });
	const item = page.locator(".action-widget .monaco-list-row.action", { has: label }).first();
	await retry(async () => {
		// Right after a squiggle appears, VS Code may still say that there are no code actions.
		await page.keyboard.press("Escape");
		await open();
		await item.waitFor({ timeout: 3000 });
	});
	return item;
}

/**
 * Clicks an item of a menu.
 * @param {Page} page
 * @param {Locator} item
 */
export async function choose(page, item) {
	await pointAt(page, item);
	await item.click();
}

/**
 * Asks for VS Code's preview of an action, as Ctrl+Enter in the menu does.
 * @param {Page} page
 * @param {Locator} item the menu's item
 * @returns {Promise<string[]>} what the preview lists: the names of the files, and below them the edits that it has unfolded
 */
export async function preview(page, item) {
	await pointAt(page, item);
	await page.keyboard.press("Control+Enter");
	const rows = previewPanel(page).locator(".monaco-list-row");
	await rows.first().waitFor({ timeout: patience });
	return rows.allInnerTexts();
}

/**
 * Applies what the preview shows.
 * @param {Page} page
 */
export async function applyPreview(page) {
	await previewPanel(page).getByText("Apply", { exact: true }).click();
	await previewPanel(page).waitFor({ state: "hidden", timeout: patience });
}

/** @param {Page} page */
function previewPanel(page) {
	return page.locator(".bulk-edit-panel");
}

/**
 * @param {Page} page
 * @param {Locator} item
 */
async function pointAt(page, item) {
	const box = await item.boundingBox();
	// Until the mouse moves, VS Code lays a sheet over a menu that was opened by key.
	if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
}
