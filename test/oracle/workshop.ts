import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { Stubs } from "./stubs.ts";

/** Everything of this test file's evaluations, once there is one. */
let workshop: { readonly folder: string; readonly stubs: Stubs; flakes: number } | undefined;

/** The folder in which the tests of one file evaluate, with a store and settings of its own. */
export function openWorkshop() {
	if (workshop !== undefined) return workshop;
	const folder = mkdtempSync(join(tmpdir(), "flake-hoist-oracle-"));
	const settings = [
		`store = ${join(folder, "store")}`,
		"experimental-features = nix-command flakes",
		"build-users-group =",
		"flake-registry =",
		"substitute = false",
	];
	write(join(folder, "conf", "nix.conf"), `${settings.join("\n")}\n`);
	workshop = { folder, stubs: new Stubs(join(folder, "stubs")), flakes: 0 };
	return workshop;
}

afterAll(() => {
	if (workshop === undefined) return;
	// Nix leaves the folders of its store read-only.
	spawnSync("chmod", ["-R", "u+w", workshop.folder]);
	rmSync(workshop.folder, { recursive: true, force: true });
});

/** Nothing of the user's own Nix settings may reach an evaluation. */
export function environment(): Record<string, string> {
	const { PATH = "" } = process.env;
	const { folder } = openWorkshop();
	return { HOME: folder, NIX_CONF_DIR: join(folder, "conf"), PATH };
}

/** Writes a file, and the folders that it needs. */
export function write(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

/**
 * Writes the files of a flake to a folder, with its `github:` inputs replaced by the stubs, whatever their names are.
 * `flake.lock` is left out.
 */
export function writeFlake(folder: string, files: ReadonlyMap<string, string>): void {
	const { stubs } = openWorkshop();
	for (const [path, text] of files) {
		if (path.endsWith("/flake.lock")) continue;
		write(join(folder, path), path.endsWith("/flake.nix") ? stubs.replaceIn(text) : text);
	}
}
