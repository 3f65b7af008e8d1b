import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findingsOf } from "../server/src/features/diagnostics.ts";
import { fixAll } from "../server/src/features/fix-all.ts";
import type { Snapshot } from "../server/src/flake/snapshot.ts";
import { readFolder } from "./files.ts";
import { compare, evaluate } from "./oracle/oracle.ts";
import { type Files, snapshotOf } from "./pages/files.ts";
import { nix } from "./requirements.mjs";

const examples = join(import.meta.dirname, "..", "examples");
const twoHosts = readFolder(join(examples, "two-hosts"));
const twoSystems = readFolder(join(examples, "two-systems"));

test("two-hosts has findings of five kinds; fixed, it only waits for ‘nix flake lock’", () => {
	const before = snapshotOf(twoHosts);
	const fixable = ["nested-instance", "repeated-instance", "overlay-instance", "missing-follows"];
	expect(rulesIn(before)).toEqual(new Set([...fixable, "deprecated-system-alias"]));
	const { snapshot, unfixed } = withAllFixes(twoHosts);
	expect(rulesIn(snapshot)).toEqual(new Set(["lock-out-of-step"]));
	expect(unfixed).toHaveLength(1);
});

test("all fixes of two-hosts come to what the tests in VS Code expect", () => {
	const { snapshot, changed } = withAllFixes(twoHosts);
	const expected = readFolder(join(import.meta.dirname, "vscode", "fixed"));
	expect(new Map(changed.map((path) => [path, snapshot.text(path)]))).toEqual(expected);
});

describe.runIf(nix !== undefined)("under real Nix", () => {
	const ofEachSystem = (output: string) => ["x86_64-linux", "aarch64-linux"].map((system) => `${output}.${system}`);
	const twoHostsValues = [
		...["desktop", "laptop"].map((host) => `nixosConfigurations.${host}`),
		...ofEachSystem("packages").map((packages) => `${packages}.backup`),
		...ofEachSystem("devShells").map((shells) => `${shells}.default`),
	];
	test.each([
		{ example: "two-hosts", files: twoHosts, values: twoHostsValues, instances: { before: 14, after: 6 } },
		{
			example: "two-systems",
			files: twoSystems,
			values: ["nixosConfigurations.desktop", "nixosConfigurations.pi"],
			instances: { before: 5, after: 4 },
		},
	])("all fixes of $example keep its values and make fewer instances", ({ files, values, instances }) => {
		const before = evaluate(files);
		expect(Object.keys(before.values).sort()).toEqual([...values].sort());
		const { snapshot } = withAllFixes(files);
		const after = new Map([...files.keys()].map((path) => [path, snapshot.text(path) ?? ""]));
		expect(compare(before, evaluate(after))).toEqual({ differences: [], ...instances });
	});
});

/** As `flake-hoist fix --unsafe` does it. */
function withAllFixes(files: Files) {
	return fixAll(snapshotOf(files), () => true, true);
}

function rulesIn(snapshot: Snapshot): ReadonlySet<string> {
	return new Set(findingsOf(snapshot).map(({ rule }) => rule));
}
