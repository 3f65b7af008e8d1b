// @ts-check
// Takes the README's picture: VS Code with the quick fix's menu open over a nested instance.
//   npm run screenshot     after npm run package; needs Chromium
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { copyExample, opened } from "./example.mjs";
import { freePort } from "./processes.mjs";
import { cache, root, vsix } from "./project.mjs";
import { launchBrowser } from "./vscode/browser.mjs";
import { openCodeActions } from "./vscode/code-actions.mjs";
import { installCodeServer } from "./vscode/code-server.mjs";
import { installExtension, startDesktop, workbenchUrl } from "./vscode/desktop.mjs";
import { waitForSquiggle } from "./vscode/problems.mjs";
import { enterEditor, goTo } from "./vscode/workbench.mjs";

const picture = join(root, "docs/images/quick-fix.png");
const state = join(cache, "screenshot");
const folder = join(state, "two-hosts");

rmSync(state, { recursive: true, force: true });
copyExample(folder);
const script = installCodeServer();
installExtension(script, state, vsix);
const port = await freePort(0);
const server = await startDesktop({ script, state, port });
const { page, close } = await launchBrowser({ width: 1000, height: 560 });
try {
	await page.goto(workbenchUrl(port, folder, opened));
	await enterEditor(page, opened);
	await waitForSquiggle(page, "warning");
	await goTo(page, readFileSync(join(folder, opened), "utf8"), "import inputs.");
	await openCodeActions(page, /hoist/i);
	mkdirSync(dirname(picture), { recursive: true });
	await page.screenshot({ path: picture });
} finally {
	await close();
	server.stop();
}
