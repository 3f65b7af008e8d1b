import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The repositories that have a stand-in, which is the folder of that name in `stubs/`. */
const known = new Set(["nixpkgs", "home-manager", "nix-darwin", "flake-utils", "flake-parts", "colmena"]);

/** Copies of the stub flakes, made in a folder as they are asked for: one for each repository and branch. */
export class Stubs {
	private readonly made = new Map<string, string>();

	constructor(private readonly folder: string) {}

	/** The text of a `flake.nix` with the `github:` URLs of known repositories pointing at their stubs. */
	replaceIn(text: string): string {
		const url = /"github:[\w.-]+\/([\w.-]+)(?:\/([\w./-]+))?"/g;
		return text.replace(url, (whole, repository: string, branch = "default") =>
			known.has(repository) ? `"path:${this.stub(repository, branch)}"` : whole,
		);
	}

	/** The folder of a stub. Two branches of nixpkgs make different packages, as `REV` is part of their hashes. */
	private stub(repository: string, branch: string): string {
		const name = `${repository}-${branch.replaceAll("/", "-")}`;
		const copy = this.made.get(name);
		if (copy !== undefined) return copy;
		const target = join(this.folder, name);
		this.made.set(name, target);
		cpSync(join(import.meta.dirname, "stubs", repository), target, { recursive: true });
		writeFileSync(join(target, "REV"), `${branch}\n`);
		const flake = join(target, "flake.nix");
		writeFileSync(flake, this.replaceIn(readFileSync(flake, "utf8")));
		return target;
	}
}
