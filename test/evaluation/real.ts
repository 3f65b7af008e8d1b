import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { nixInstantiate } from "../requirements.mjs";
import type { Files } from "./abstract.ts";

/** A value as Nix gives it, in JSON, with what JSON lacks: integers are texts, and paths are absolute. */
export type Real =
	| string
	| boolean
	| null
	| readonly Real[]
	| { readonly int: string }
	| { readonly float: number }
	| { readonly path: string }
	| { readonly set: Readonly<Record<string, Real>> }
	| { readonly lambda: null };

/** What Nix makes of an expression; undefined where it stops with an error. */
export type Result = { readonly value: Real } | undefined;

/** Expressions for one process of Nix: many, so that there are few, but not so many that an error costs much. */
const batchSize = 100;

/** A folder with the files, in which expressions are evaluated. Made outside of a test, it is removed after all of them. */
export class RealNix {
	readonly folder = mkdtempSync(join(tmpdir(), "flake-hoist-evaluation-"));

	constructor(files: Files) {
		for (const [path, text] of Object.entries(files)) this.write(path, text);
		afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
	}

	/** The values of expressions, each as if it stood alone in a file of the folder. */
	evaluate(expressions: readonly string[]): readonly Result[] {
		const results: Result[] = [];
		while (results.length < expressions.length) {
			const batch = expressions.slice(results.length, results.length + batchSize);
			const found = this.run(batch);
			results.push(...found);
			// An error that Nix can't catch ends the process, and the rest takes another.
			if (found.length < batch.length) results.push(undefined);
		}
		return results;
	}

	/** The values up to the first error that Nix can't catch. */
	private run(expressions: readonly string[]): readonly Result[] {
		const lines = expressions.map((expression) => `(lib: opaque: (${expression}\n))`);
		this.write("/expressions.nix", `[\n${lines.join("\n")}\n]`);
		// A real library is used instead of the one beside this file where one is named.
		const lib = process.env["NIXPKGS_LIB"] ?? join(import.meta.dirname, "lib.nix");
		const args = ["--argstr", "lib", lib, "--argstr", "folder", this.folder, join(import.meta.dirname, "evaluate.nix")];
		const { stderr, error } = spawnSync(nixInstantiate ?? "", ["--eval", "--store", "dummy://", ...args], {
			encoding: "utf8",
			maxBuffer: 1 << 28,
			timeout: 60_000,
			env: { HOME: this.folder, NIX_CONF_DIR: this.folder, PATH: process.env["PATH"] },
		});
		if (error !== undefined) throw error;
		if (/syntax error/.test(stderr)) throw new Error(stderr);
		const shown = stderr.split("\n").filter((line) => line.startsWith("trace: RESULT "));
		return shown.map((line) => parse(line.slice("trace: RESULT ".length)));
	}

	private write(path: string, text: string): void {
		const file = join(this.folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}

function parse(json: string): Result {
	return json === "" ? undefined : { value: JSON.parse(json) };
}
