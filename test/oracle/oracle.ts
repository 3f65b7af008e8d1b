import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nix, nixInstantiate } from "../requirements.mjs";
import { environment, openWorkshop, write, writeFlake } from "./workshop.ts";

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

const instanceMark = "trace: NIXPKGS-INSTANCE ";
const flakeMark = "trace: FLAKE\n";

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
	writeFlake(subject, files);
	const wrapper = readFileSync(join(import.meta.dirname, "wrapper.nix"), "utf8");
	write(join(root, "wrapper", "flake.nix"), wrapper.replace("@subject@", subject));

	const { status, stdout, stderr } = run(join(root, "wrapper"));
	if (status !== 0) throw new Error(readable(stderr));
	return { values: flatten(JSON.parse(stdout)), instances: instancesIn(stderr) };
}

/**
 * Evaluates several flakes in one process, which takes a fraction of the time. They are called without Nix's own code
 * for flakes: outside of pure mode, and without a lock.
 * @throws Error with what Nix said, if one of them can't be evaluated
 */
export function evaluateTogether(flakes: readonly ReadonlyMap<string, string>[]): readonly Evaluation[] {
	const shop = openWorkshop();
	const folders = flakes.map((files) => {
		const folder = join(shop.folder, `flake-${++shop.flakes}`);
		writeFlake(folder, files);
		return folder;
	});
	const [batch, wrapper] = ["batch.nix", "wrapper.nix"].map((name) => quoted(join(import.meta.dirname, name)));
	const call = `import ${batch} { wrapper = ${wrapper}; folders = [ ${folders.map(quoted).join(" ")} ]; }`;
	const options = ["--eval", "--strict", "--json", "--readonly-mode", "--option", "system", "no-system"];
	const { status, stdout, stderr } = nixInstantiateWith([...options, "--expr", call]);
	for (const folder of folders) rmSync(folder, { recursive: true });
	if (status !== 0) throw new Error(`flake ${stderr.split(flakeMark).length - 1}: ${readable(stderr)}`);
	const [, ...traces] = stderr.split(flakeMark);
	const values: unknown[] = JSON.parse(stdout);
	return values.map((value, index) => ({ values: flatten(value), instances: instancesIn(traces[index] ?? "") }));
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
	return nixInstantiateWith(["--parse", "-"], text).status === 0;
}

function nixInstantiateWith(args: readonly string[], input = "") {
	const options = { input, env: environment(), encoding: "utf8", maxBuffer: 2 ** 26 } as const;
	return spawnSync(nixInstantiate ?? "nix-instantiate", args, options);
}

function run(flake: string): { status: number | null; stdout: string; stderr: string } {
	const pure = ["--offline", "--read-only", "--no-eval-cache", "--no-write-lock-file"];
	const args = ["eval", "--json", ...pure, `path:${flake}#values`];
	return spawnSync(nix ?? "nix", args, { env: environment(), encoding: "utf8" });
}

/** As a string of Nix. */
function quoted(text: string): string {
	return JSON.stringify(text).replaceAll("$", "\\$");
}

function instancesIn(stderr: string): string[] {
	const lines = stderr.split("\n").filter((line) => line.startsWith(instanceMark));
	return lines.map((line) => line.slice(instanceMark.length));
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
