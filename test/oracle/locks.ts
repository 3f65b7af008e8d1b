import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WrittenLock } from "../../scripts/locks/reader.ts";
import { nix } from "../requirements.mjs";
import { environment, openWorkshop, write } from "./workshop.ts";

/** Flakes that lock each other under real Nix, without a network. */
export class LockWorkshop {
	private readonly folder = join(openWorkshop().folder, "locks");
	private made = 0;

	/**
	 * @param branches the branches of nixpkgs that an input can ask for, as `nixpkgs/nixos-25.11`
	 * @param stubs what the `inputs` of other flakes are, by the name that stands after `stub:` in a URL
	 */
	constructor(branches: readonly string[], stubs: Readonly<Record<string, string>>) {
		const flakes = branches.map((ref) => {
			const path = join(this.folder, "nixpkgs", ref);
			write(join(path, "flake.nix"), `{ description = "${ref}"; outputs = _: { }; }\n`);
			return { exact: true, from: { type: "indirect", id: "nixpkgs", ref }, to: { type: "path", path } };
		});
		write(this.registry, JSON.stringify({ version: 2, flakes }));
		for (const [name, inputs] of Object.entries(stubs)) {
			write(join(this.folder, name, "flake.nix"), this.placed(`{ ${inputs} outputs = _: { }; }\n`));
		}
	}

	/** A text in which `stub:NAME` is the URL of another flake, and `folder:NAME` its folder. */
	placed(text: string): string {
		const place = (_: string, kind: string, name: string) =>
			`"${kind === "stub" ? "path:" : ""}${join(this.folder, name)}"`;
		return text.replace(/"(stub|folder):(\w+)"/g, place);
	}

	/** A folder for one more flake. */
	newFolder(): string {
		return join(this.folder, `flake-${++this.made}`);
	}

	/**
	 * Writes a flake.nix and lets Nix bring the flake.lock beside it up to date.
	 * @throws Error with what Nix said, if it does not accept it
	 */
	lock(folder: string, flake: string): string {
		write(join(folder, "flake.nix"), flake);
		this.run(["flake", "lock"], folder);
		return readFileSync(join(folder, "flake.lock"), "utf8");
	}

	/** True if Nix understands what inputs of inputs follow. */
	get hasDeepFollows(): boolean {
		const { stdout } = spawnSync(nix ?? "nix", ["--version"], { env: environment(), encoding: "utf8" });
		const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
		return Number(major) > 2 || Number(minor) >= 30;
	}

	/** The lock of a flake as Nix prints it. */
	metadata(folder: string): WrittenLock {
		return JSON.parse(this.run(["flake", "metadata", "--json", "--no-update-lock-file"], folder)).locks;
	}

	private get registry(): string {
		return join(this.folder, "registry.json");
	}

	private run(command: readonly string[], folder: string): string {
		const options = ["--offline", "--option", "flake-registry", this.registry];
		const args = [...command, ...options, `path:${folder}`];
		const { status, stdout, stderr } = spawnSync(nix ?? "nix", args, { env: environment(), encoding: "utf8" });
		if (status !== 0) throw new Error(stderr);
		return stdout;
	}
}
