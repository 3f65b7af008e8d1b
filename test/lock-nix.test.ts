import { describe, expect, test } from "vitest";
import { countLock } from "../scripts/locks/reader.ts";
import { countGraph } from "../scripts/locks/server.ts";
import { inputsOf } from "../server/src/flake/input-follows.ts";
import type { LockGraph } from "../server/src/flake/lock-graph.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { addAllFollows } from "../server/src/refactorings/add-all-follows.ts";
import { addDeepFollows } from "../server/src/refactorings/add-deep-follows.ts";
import { addFollows } from "../server/src/refactorings/add-follows.ts";
import type { Refactoring } from "../server/src/refactorings/refactoring.ts";
import { removeStaleFollows } from "../server/src/refactorings/remove-stale-follows.ts";
import { useOneInput } from "../server/src/refactorings/use-one-input.ts";
import { missingFollows } from "../server/src/rules/missing-follows.ts";
import { branches, deepFlakes, flakes, stubs } from "./lock-flakes.ts";
import { LockWorkshop } from "./oracle/locks.ts";
import { changedFiles, snapshotOf } from "./pages/files.ts";
import { nix } from "./requirements.mjs";

const workshop = new LockWorkshop(branches, stubs);

/** A flake that Nix has locked. */
interface Locked {
	readonly folder: string;
	readonly flake: string;
	readonly lock: string;
	/** How many nixpkgs the lock holds. */
	readonly nixpkgs: number;
}

describe.skipIf(nix === undefined)("nix flake lock", () => {
	describe("accepts each follows that is added, and as many nixpkgs are left as promised", () => {
		test.each(Object.entries(flakes))("%s", (_, [inputs, counts]) => {
			let flake = locked(inputs);
			const seen = [flake.nixpkgs];
			for (let at = firstFinding(flake); at !== undefined; at = firstFinding(flake)) {
				flake = applied(flake, addFollows, at);
				seen.push(flake.nixpkgs);
			}
			expect(seen).toEqual(counts);
		});
	});

	test("accepts all of them at once", () => {
		const before = locked(`
  inputs = {
    nixpkgs.url = "nixpkgs/nixos-25.11";
    unstable.url = "nixpkgs/nixos-unstable";
    tool.url = "stub:tool";
    twice = { url = "stub:twice"; };
    home = {
      url = "stub:home";
    };
  };
`);
		const after = applied(before, addAllFollows, before.flake.indexOf("nixpkgs"));
		expect([before.nixpkgs, after.nixpkgs]).toEqual([6, 2]);
		expect(firstFinding(after)).toBeUndefined();
	});

	describe("accepts what inputs of inputs follow from version 2.30 on", () => {
		test.each(Object.entries(deepFlakes))("%s", (_, [inputs, [before, after]]) => {
			const flake = locked(inputs);
			const { text, graph } = edited(flake, addDeepFollows, flake.flake.search(/(through|tower|deep|borrowing)\b/));
			expect([flake.nixpkgs, graph.nixpkgs.length]).toEqual([before, after]);
			if (workshop.hasDeepFollows) expect(lockedIn(flake.folder, text).nixpkgs).toBe(after);
			else expect(() => lockedIn(flake.folder, text)).toThrow("in the flake registries");
		});
	});

	test("locks the same without what an input does not have", () => {
		const before = locked(`
  inputs = {
    nixpkgs.url = "nixpkgs/nixos-25.11";
    plain.url = "stub:plain";
    plain.inputs.gone.follows = "nixpkgs"; # no more
    through = { url = "stub:through"; inputs = { y.follows = "nixpkgs"; }; };
  };
`);
		const between = applied(before, removeStaleFollows, before.flake.indexOf("plain"));
		const after = applied(between, removeStaleFollows, between.flake.indexOf("through"));
		expect(after.flake).not.toContain("follows");
		expect(after.lock).toBe(before.lock);
	});

	test.each([
		['a.url = "stub:tool"; b.url = "stub:tool";', [3, 2]],
		['other.url = "nixpkgs/nixos-25.11";', [2, 1]],
		[
			'a = { url = "stub:twice"; inputs.nixpkgs.follows = "nixpkgs"; }; b = { url = "stub:twice"; inputs = { nixpkgs.follows = "nixpkgs"; }; };',
			[3, 2],
		],
	])("accepts one input in place of two: %s", (inputs, counts) => {
		const before = locked(` inputs = { nixpkgs.url = "nixpkgs/nixos-25.11"; ${inputs} };\n`);
		const after = applied(before, useOneInput, before.flake.lastIndexOf("url"));
		expect([before.nixpkgs, after.nixpkgs]).toEqual(counts);
	});
});

/** A new flake with these inputs. */
function locked(inputs: string): Locked {
	return lockedIn(workshop.newFolder(), workshop.placed(`{${inputs}  outputs = _: { };\n}\n`));
}

/** Locks a flake, and counts what the lock holds: the server, Nix and the second reader must agree. */
function lockedIn(folder: string, flake: string): Locked {
	const lock = workshop.lock(folder, flake);
	const counts = countLock(JSON.parse(lock));
	expect(countGraph(lock)).toEqual(counts);
	expect(countLock(workshop.metadata(folder))).toEqual(counts);
	return { folder, flake, lock, nixpkgs: counts.nixpkgs };
}

/** A flake as a refactoring leaves it, locked anew: its lock must be the one that was foreseen without Nix. */
function applied(before: Locked, refactoring: Refactoring, at: number): Locked {
	const { text, graph } = edited(before, refactoring, at);
	const after = lockedIn(before.folder, text);
	expect(told(graph)).toEqual(told(graphAfter(after)));
	return after;
}

/** The flake.nix that a refactoring leaves, and the graph that its lock is to have. */
function edited(before: Locked, refactoring: Refactoring, at: number): { text: string; graph: LockGraph } {
	const files = filesOf(before);
	const outcome = refactoring.at(inventoryOf(snapshotOf(files)), "/flake.nix", { start: at, end: at });
	if (outcome === undefined || "refusal" in outcome) throw new Error(outcome?.refusal ?? "nothing is offered");
	const text = changedFiles(files, outcome.edits).get("/flake.nix") ?? "";
	return { text, graph: graphAfter({ ...before, flake: text }) };
}

/** The inputs that a flake has once its lock is in step with it. */
function graphAfter(flake: Locked): LockGraph {
	const { snapshot, flakes } = inventoryOf(snapshotOf(filesOf(flake)));
	const inputs = flakes[0] && inputsOf(snapshot, flakes[0].flake);
	if (inputs === undefined) throw new Error("the inputs can't be read");
	return inputs.graph;
}

function told({ inputs }: LockGraph): readonly string[] {
	return inputs.map(({ path, follows }) => `${path.join("/")} ${follows?.join("/") ?? ""}`).sort();
}

function firstFinding(flake: Locked): number | undefined {
	const [finding] = missingFollows.check(inventoryOf(snapshotOf(filesOf(flake))));
	return finding?.range.start;
}

function filesOf({ flake, lock }: Locked): ReadonlyMap<string, string> {
	return new Map([
		["/flake.nix", flake],
		["/flake.lock", lock],
	]);
}
