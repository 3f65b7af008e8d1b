// @ts-check
// A headless Chromium that can reach nothing but this machine, to look at VS Code with.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as playwright } from "playwright-core";
import { chromium } from "../../test/requirements.mjs";

/**
 * @typedef {object} Browser
 * @property {import("playwright-core").Page} page
 * @property {ReadonlySet<string>} foreignHosts the hosts other than this machine that the page has asked so far
 * @property {readonly string[]} messages what the page has written on its console so far
 * @property {() => Promise<void>} close
 */

/**
 * Starts Chromium with a profile of its own.
 * @param {{ width: number, height: number }} viewport
 * @returns {Promise<Browser>}
 * @throws {Error} when there is no Chromium
 */
export async function launchBrowser(viewport) {
	if (chromium === undefined) throw new Error("Chromium is missing. Name it in CHROMIUM, or put it on PATH.");
	const profile = mkdtempSync(join(tmpdir(), "flake-hoist-chromium-"));
	const context = await playwright.launchPersistentContext(profile, {
		executablePath: chromium,
		viewport,
		permissions: ["clipboard-read", "clipboard-write"],
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
	/** @type {Set<string>} */
	const foreignHosts = new Set();
	context.on("request", (request) => {
		const { hostname } = new URL(request.url());
		if (!["", "127.0.0.1", "localhost"].includes(hostname)) foreignHosts.add(hostname);
	});
	/** @type {string[]} */
	const messages = [];
	context.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
	return {
		page: context.pages()[0] ?? (await context.newPage()),
		foreignHosts,
		messages,
		async close() {
			await context.close();
			// Chromium's last processes may still write there.
			rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
		},
	};
}
