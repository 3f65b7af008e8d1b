import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlatformValue } from "../../server/src/nixpkgs/platforms/elaborate.ts";
import type { Outline } from "../../test/nixpkgs/line.ts";
import type { Samples } from "./samples.ts";

/** Any value in JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What `facts.nix` tells of a checkout. */
export interface Facts {
	readonly release: string;
	readonly doubles: readonly string[];
	readonly flakeExposed: readonly string[];
	readonly examples: Readonly<Record<string, { readonly [name: string]: Json }>>;
	readonly features: Readonly<Record<string, readonly string[]>>;
	readonly inferiors: Readonly<Record<string, readonly string[]>>;
	readonly cpus: Json;
	readonly kernels: Json;
	readonly vendors: Json;
	readonly abis: Json;
	/** The names of all attributes of an elaborated platform. */
	readonly attributes: readonly string[];
	/** What `lib.systems.elaborate` gives for each sample, or null where it throws. */
	readonly platforms: Readonly<Record<string, Outline | null>>;
	/** By machine and program: "itself", the emulator's program, or null. */
	readonly runs: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** Which state of nixpkgs a checkout holds. */
export interface Checkout {
	readonly folder: string;
	readonly repository: string;
	readonly commit: string;
	readonly date: string;
}

/** Asks the lib of a checkout, with real Nix, for all that `facts.nix` tells. `machines` are names of samples. */
export function askNix(root: string, folder: string, samples: Samples, machines: readonly string[]): Facts {
	const asked = join(root, ".cache/nixpkgs-samples.json");
	mkdirSync(join(root, ".cache"), { recursive: true });
	writeFileSync(asked, JSON.stringify({ samples, machines }));
	const expression = `import ${nixString(join(root, "scripts/nixpkgs/facts.nix"))}
		({ checkout = ${nixString(folder)}; } // builtins.fromJSON (builtins.readFile ${nixString(asked)}))`;
	return JSON.parse(output("nix-instantiate", ["--eval", "--strict", "--json", "--expr", expression]));
}

/**
 * What real Nix says where it stops at a platform, without the mark of an error. Its versions print assertions with more
 * or fewer parentheses; here they have none.
 */
export function refusalOf(folder: string, value: PlatformValue): string {
	const expression = `let platform = (import ${nixString(`${folder}/lib`)}).systems.elaborate
		(builtins.fromJSON ${nixString(JSON.stringify(value))}); in builtins.seq platform platform.system`;
	const { stderr } = spawnSync("nix-instantiate", ["--eval", "--expr", expression], { encoding: "utf8" });
	const message = /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr;
	return message.startsWith("assertion ") ? message.replaceAll(/[()]/g, "") : message;
}

/** The commit that a checkout is at. */
export function checkoutIn(folder: string): Checkout {
	const [commit = "", date = ""] = output("git", ["-C", folder, "log", "-1", "--format=%H %cs"]).trim().split(" ");
	const whole = existsSync(join(folder, "pkgs/top-level"));
	return { folder, repository: whole ? "NixOS/nixpkgs" : "nix-community/nixpkgs.lib", commit, date };
}

function output(command: string, args: readonly string[]): string {
	const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
	if (error) throw new Error(`${command} could not be started: ${error.message}`);
	if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
	return stdout;
}

function nixString(text: string): string {
	return `"${text.replaceAll(/["\\$]/g, "\\$&")}"`;
}
