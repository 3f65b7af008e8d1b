import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Any value in JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A platform as a user gives it: a system, a triple or a set. */
export type Value = Json;

/** What `facts.nix` tells of a checkout. */
export interface Facts {
	readonly release: string;
	readonly doubles: readonly string[];
	readonly flakeExposed: readonly string[];
	readonly tiers: Readonly<Record<string, readonly string[]>>;
	readonly examples: Readonly<Record<string, Value>>;
	readonly features: Readonly<Record<string, readonly string[]>>;
	readonly inferiors: Readonly<Record<string, readonly string[]>>;
	readonly cpus: Json;
	readonly kernels: Json;
	readonly vendors: Json;
	readonly abis: Json;
	/** The names of all attributes of an elaborated platform. */
	readonly attributes: readonly string[];
	/** What `lib.systems.elaborate` gives for each value, or null if it stops. */
	readonly platforms: Readonly<Record<string, Json>>;
	/** By builder and platform: "itself", the emulator's program, or null. */
	readonly runs: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** Which state of nixpkgs a checkout holds. */
export interface Checkout {
	readonly repository: string;
	readonly commit: string;
	readonly date: string;
}

/** Asks the lib of a checkout, with real Nix, for all that `facts.nix` tells. */
export function askNix(
	root: string,
	checkout: string,
	values: Readonly<Record<string, Value>>,
	builders: readonly string[],
): Facts {
	const asked = JSON.stringify({ values, builders });
	const expression = `import ${nixString(join(root, "scripts/nixpkgs/facts.nix"))}
		({ checkout = ${nixString(checkout)}; } // builtins.fromJSON ${nixString(asked)})`;
	return JSON.parse(output("nix-instantiate", ["--eval", "--strict", "--json", "--expr", expression]));
}

/** What real Nix says where it stops at a platform: the last line of its errors, without the mark. */
export function refusalOf(checkout: string, value: Value): string {
	const expression = `let platform = (import ${nixString(`${checkout}/lib`)}).systems.elaborate
		(builtins.fromJSON ${nixString(JSON.stringify(value))}); in builtins.seq platform.config platform.system`;
	const { stderr } = spawnSync("nix-instantiate", ["--eval", "--expr", expression], { encoding: "utf8" });
	return /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr;
}

/** The commit that a checkout is at. */
export function describe(checkout: string): Checkout {
	const [commit = "", date = ""] = output("git", ["-C", checkout, "log", "-1", "--format=%H %cs"]).trim().split(" ");
	const whole = existsSync(join(checkout, "pkgs/top-level"));
	return { repository: whole ? "NixOS/nixpkgs" : "nix-community/nixpkgs.lib", commit, date };
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
