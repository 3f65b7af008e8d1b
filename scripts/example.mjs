// @ts-check
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/** The example flake that is opened by `npm start`, by the tests in VS Code and for the screenshot. */
export const example = join(root, "examples/two-hosts");

/** The file of the example that is shown first, as a path from its folder on: it makes an instance of nixpkgs. */
export const opened = "modules/editors.nix";

/**
 * Makes a fresh copy of the example.
 * @param {string} folder replaced if it is there
 */
export function copyExample(folder) {
	rmSync(folder, { recursive: true, force: true });
	cpSync(example, folder, { recursive: true });
}
