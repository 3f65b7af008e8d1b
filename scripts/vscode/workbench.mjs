// @ts-check
// What a user does in VS Code's workbench, and sees there.

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 */

const squiggle = ".monaco-editor [class*=squiggly-]";
const patience = 60_000;

/**
 * Waits for the editor of a file and gives it the keyboard.
 * @param {Page} page
 * @param {string} path from the folder on
 */
export async function enterEditor(page, path) {
	await page.locator(`.monaco-editor[data-uri$="/${path}"] .view-line`).first().click({ timeout: patience });
}

/** @param {Page} page */
export async function waitForSquiggle(page) {
	await page.locator(squiggle).first().waitFor({ timeout: patience });
}

/** @param {Page} page */
export async function waitForNoSquiggle(page) {
	await page.locator(squiggle).first().waitFor({ state: "detached", timeout: patience });
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
 * Opens a file from the explorer: searching for it by name works only where VS Code has ripgrep.
 * @param {Page} page
 * @param {string} path from the folder on
 */
export async function openFile(page, path) {
	const [name = "", ...folders] = path.split("/").reverse();
	for (const folder of folders.reverse()) await expand(explorerRow(page, folder));
	await explorerRow(page, name).click({ timeout: patience });
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
 * @param {string} name of a file or folder
 */
function explorerRow(page, name) {
	const label = page.locator(".label-name").getByText(name, { exact: true });
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
 * Opens the menu of code actions at the caret.
 * @param {Page} page
 * @param {RegExp} title
 * @returns {Promise<Locator>} the menu's item with this title
 */
export async function openCodeActions(page, title) {
	const item = page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
	await retry(async () => {
		// Right after a squiggle appears, VS Code may still say that there are no code actions.
		await page.keyboard.press("Escape");
		await page.keyboard.press("Control+.");
		await item.waitFor({ timeout: 3000 });
	});
	return item;
}

/**
 * Does something again and again until it succeeds.
 * @param {() => Promise<void>} attempt
 * @throws {Error} what the last attempt has thrown, once patience is over
 */
async function retry(attempt) {
	for (const end = Date.now() + patience; ; ) {
		try {
			return await attempt();
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}

/**
 * Clicks an item of a menu.
 * @param {Page} page
 * @param {Locator} item
 */
export async function choose(page, item) {
	const box = await item.boundingBox();
	// Until the mouse moves, VS Code lays a sheet over a menu that was opened by key.
	if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
	await item.click();
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
