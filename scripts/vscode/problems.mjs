// @ts-check
// How VS Code shows problems: as marks below the text and in their panel.
import { patience, runCommand } from "./workbench.mjs";

/** @typedef {import("playwright-core").Page} Page */
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
