import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WrittenLock } from "./reader.ts";

const settings = `experimental-features = nix-command flakes
build-users-group =
flake-registry =
substitute = false
`;

/** Asks Nix for the metadata of flakes, without a network and in a store of its own. */
export class Metadata {
	private readonly folder = mkdtempSync(join(tmpdir(), "flake-hoist-locks-"));
	private asked = 0;

	constructor(private readonly nix: string) {
		mkdirSync(join(this.folder, "conf"));
		writeFileSync(join(this.folder, "conf", "nix.conf"), `${settings}store = ${join(this.folder, "store")}\n`);
	}

	/** The lock of a flake as Nix prints it; undefined if it can't read it as it is. */
	of(flake: string): WrittenLock | undefined {
		const files = ["flake.nix", "flake.lock"];
		if (!files.every((name) => existsSync(join(flake, name)))) return undefined;
		const copy = join(this.folder, `flake-${++this.asked}`);
		mkdirSync(copy);
		for (const name of files) copyFileSync(join(flake, name), join(copy, name));
		const asItIs = ["--offline", "--no-write-lock-file", "--no-update-lock-file"];
		const { PATH = "" } = process.env;
		const { status, stdout } = spawnSync(this.nix, ["flake", "metadata", "--json", ...asItIs, `path:${copy}`], {
			env: { PATH, HOME: this.folder, NIX_CONF_DIR: join(this.folder, "conf") },
			encoding: "utf8",
			maxBuffer: 2 ** 26,
		});
		return status === 0 ? JSON.parse(stdout).locks : undefined;
	}

	/** Removes all that was written. */
	remove(): void {
		// Nix leaves the folders of its store read-only.
		spawnSync("chmod", ["-R", "u+w", this.folder]);
		rmSync(this.folder, { recursive: true, force: true });
	}
}
