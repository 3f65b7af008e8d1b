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

/** @typedef {"error" | "warning" | "info" | "hint"} Squiggle a kind of mark below text that VS Code has */

/**
 * Waits until the editor marks something in view.
 * @param {Page} page
 * @param {Squiggle} kind
 */
export async function waitForSquiggle(page, kind) {
	await squiggle(page, kind).waitFor({ timeout: patience });
}

/**
 * Waits until the editor marks nothing in view that is of this kind.
 * @param {Page} page
 * @param {Squiggle} kind
 */
export async function waitForNoSquiggle(page, kind) {
	await squiggle(page, kind).waitFor({ state: "detached", timeout: patience });
}

/**
 * @param {Page} page
 * @param {Squiggle} kind
 */
function squiggle(page, kind) {
	return page.locator(`.monaco-editor .squiggly-${kind}`).first();
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
 * What the panel of problems lists, once it lists anything.
 * @param {Page} page
 * @returns {Promise<string[]>} the messages
 */
export async function listedProblems(page) {
	await runCommand(page, "Problems: Focus on Problems View");
	const messages = page.locator(".markers-panel .marker-message");
	await messages.first().waitFor({ timeout: patience });
	const texts = await messages.allInnerTexts();
	await runCommand(page, "View: Hide Panel");
	return texts;
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
