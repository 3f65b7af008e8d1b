// @ts-check
// What a user does in VS Code's workbench, and sees there.

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 */

/** How long something may take before it counts as failed, in milliseconds. */
export const patience = 60_000;

/**
 * Waits for the editor of a file and gives it the keyboard.
 * @param {Page} page
 * @param {string} path from the folder on
 */
export async function enterEditor(page, path) {
	const editor = page.locator(`.monaco-editor[data-uri$="/${path}"]`);
	await editor.locator(".view-line").first().waitFor({ timeout: patience });
	await editor.locator(".inputarea").focus({ timeout: patience });
}

/**
 * Runs a command by its title in the command palette.
 * @param {Page} page
 * @param {string} title with its category: "File: Save All Files"
 */
export async function runCommand(page, title) {
	await quickOpen(page, `>${title}`);
	await answer(page, title);
}

/**
 * The titles that the command palette lists for what is typed, once it lists anything.
 * @param {Page} page
 * @param {string} text
 * @returns {Promise<string[]>}
 */
export async function listedCommands(page, text) {
	await quickOpen(page, `>${text}`);
	const rows = page.locator(".quick-input-list .monaco-list-row");
	await rows.first().waitFor({ timeout: patience });
	const titles = await rows.allInnerTexts();
	await page.keyboard.press("Escape");
	return titles;
}

/**
 * Waits until a line of the active editor shows a text, inlay hints included. Its spaces are such as can't be broken.
 * @param {Page} page
 * @param {RegExp} text
 */
export async function waitForLine(page, text) {
	await page.locator(".monaco-editor .view-line", { hasText: text }).first().waitFor({ timeout: patience });
}

/**
 * Puts the caret at a place of the active editor.
 * @param {Page} page
 * @param {string} text the text in the editor
 * @param {string} word the caret goes before the first occurrence of this
 */
export async function goTo(page, text, word) {
	const before = text.slice(0, text.indexOf(word)).split("\n");
	const line = before.length;
	const column = (before.at(-1) ?? "").length + 1;
	await quickOpen(page, `:${line}:${column}`);
	await answer(page, `Go to line ${line}`);
	await page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout: patience });
}

/**
 * Types into the active editor, waits until a completion is listed, and accepts it.
 * @param {Page} page
 * @param {string} typed
 * @param {string} label
 */
export async function accept(page, typed, label) {
	await page.keyboard.type(typed);
	const focused = page.locator(`.suggest-widget .monaco-list-row.focused[aria-label^="${label}"]`);
	await focused.waitFor({ timeout: patience });
	await page.keyboard.press("Enter");
}

/**
 * @param {Page} page
 * @param {string} input what to type into VS Code's one input box
 */
async function quickOpen(page, input) {
	await page.keyboard.press("F1");
	await page.locator(".quick-input-widget input[type=text]").fill(input, { timeout: patience });
}

/**
 * @param {Page} page
 * @param {string} text clicks the first row with this text below the input box
 */
async function answer(page, text) {
	await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click({ timeout: patience });
}

/**
 * Does something again and again until it succeeds.
 * @param {() => Promise<void>} attempt
 * @throws {Error} what the last attempt has thrown, once patience is over
 */
export async function retry(attempt) {
	for (const end = Date.now() + patience; ; ) {
		try {
			return await attempt();
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}

/**
 * Shows the hover at the caret, and closes it again.
 * @param {Page} page
 * @param {RegExp} text waits until a hover has this text
 */
export async function readHover(page, text) {
	const hover = page.locator(".monaco-hover:visible", { hasText: text }).first();
	await runCommand(page, "Show or Focus Hover");
	await hover.waitFor({ timeout: patience });
	await page.keyboard.press("Escape");
	await hover.waitFor({ state: "hidden", timeout: patience });
}

/**
 * The whole text of the active editor, by way of the clipboard: the page itself has only the lines in view.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function editorText(page) {
	await page.keyboard.press("Control+a");
	await page.keyboard.press("Control+c");
	return page.evaluate("navigator.clipboard.readText()");
}
