import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { nix, nixInstantiate } from "../requirements.mjs";
import { Stubs } from "./stubs.ts";

/** What real Nix makes of a flake. */
export interface Evaluation {
	/** The `drvPath` of everything that can be built, by output: `nixosConfigurations.desk`, `packages.x86_64-linux.a`. */
	readonly values: Readonly<Record<string, unknown>>;
	/** One description in JSON for each nixpkgs instance that was forced, in the order of evaluation. */
	readonly instances: readonly string[];
}

/** How two evaluations part. */
export interface Comparison {
	/** One line for each value that is not the same before and after; empty if all are. */
	readonly differences: readonly string[];
	/** Numbers of nixpkgs instances. */
	readonly before: number;
	readonly after: number;
}

const traceMark = "trace: NIXPKGS-INSTANCE ";

/** Everything of this test file's evaluations, once there is one. */
let workshop: { readonly folder: string; readonly stubs: Stubs; flakes: number } | undefined;

function openWorkshop() {
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

/**
 * Evaluates everything that a flake can build with real Nix: in pure mode, without a network, in a store of its own.
 * Its `github:` inputs are replaced by the stubs beside this file, whatever their names are; `flake.lock` is not used.
 * @param files texts by workspace path, `/flake.nix` among them
 * @throws Error with what Nix said, if the flake can't be evaluated
 */
export function evaluate(files: ReadonlyMap<string, string>): Evaluation {
	const shop = openWorkshop();
	const root = join(shop.folder, `flake-${++shop.flakes}`);
	const subject = join(root, "subject");
	for (const [path, text] of files) {
		if (path.endsWith("/flake.lock")) continue;
		write(join(subject, path), path.endsWith("/flake.nix") ? shop.stubs.replaceIn(text) : text);
	}
	const wrapper = readFileSync(join(import.meta.dirname, "wrapper.nix"), "utf8");
	write(join(root, "wrapper", "flake.nix"), wrapper.replace("@subject@", subject));

	const { status, stdout, stderr } = run(join(root, "wrapper"));
	if (status !== 0) throw new Error(readable(stderr));
	const instances = stderr.split("\n").filter((line) => line.startsWith(traceMark));
	return { values: flatten(JSON.parse(stdout)), instances: instances.map((line) => line.slice(traceMark.length)) };
}

/** Compares what Nix makes of a flake before and after a change. */
export function compare(before: Evaluation, after: Evaluation): Comparison {
	const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
	const differences = [...names]
		.filter((name) => before.values[name] !== after.values[name])
		.map((name) => `${name}: ${before.values[name]} became ${after.values[name]}`);
	return { differences, before: before.instances.length, after: after.instances.length };
}

/** True if Nix can parse the text as an expression. */
export function parses(text: string): boolean {
	const options = { input: text, env: environment(), encoding: "utf8" } as const;
	return spawnSync(nixInstantiate ?? "nix-instantiate", ["--parse", "-"], options).status === 0;
}

function run(flake: string): { status: number | null; stdout: string; stderr: string } {
	const pure = ["--offline", "--read-only", "--no-eval-cache", "--no-write-lock-file"];
	const args = ["eval", "--json", ...pure, `path:${flake}#values`];
	return spawnSync(nix ?? "nix", args, { env: environment(), encoding: "utf8" });
}

/** Nothing of the user's own Nix settings may reach an evaluation. */
function environment(): Record<string, string> {
	const { PATH = "" } = process.env;
	const { folder } = openWorkshop();
	return { HOME: folder, NIX_CONF_DIR: join(folder, "conf"), PATH };
}

function write(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

/** `{ a: { b: 1 } }` as `{ "a.b": 1 }`. */
function flatten(value: unknown, path = ""): Record<string, unknown> {
	if (typeof value !== "object" || value === null) return { [path]: value };
	const parts = Object.entries(value).map(([name, inner]) => flatten(inner, path === "" ? name : `${path}.${name}`));
	return Object.assign({}, ...parts);
}

/** The error that Nix reported, without the warnings before it. */
function readable(stderr: string): string {
	return stderr.slice(Math.max(stderr.search(/^error:/m), 0)).trimEnd();
}
