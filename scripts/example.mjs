// @ts-check
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/** The example flake that is opened by `npm start`, by the tests in VS Code and for the screenshot. */
export const example = join(root, "examples/two-hosts");

/** Those of the example's files that make an instance of nixpkgs, as paths from its folder on. */
export const nested = /** @type {const} */ (["modules/editors.nix", "modules/browsers.nix", "home.nix"]);

/**
 * Makes a fresh copy of the example.
 * @param {string} folder replaced if it is there
 */
export function copyExample(folder) {
	rmSync(folder, { recursive: true, force: true });
	cpSync(example, folder, { recursive: true });
}
