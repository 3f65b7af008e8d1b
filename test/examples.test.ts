import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { refactorings } from "../server/src/refactorings/index.ts";
import { rules } from "../server/src/rules/index.ts";
import type { FileEdits } from "../server/src/text/edit.ts";
import { readFolder } from "./files.ts";
import { compare, evaluate } from "./oracle/oracle.ts";
import { changedFiles, type Files, snapshotOf } from "./pages/files.ts";
import { nix } from "./requirements.mjs";

const examples = join(import.meta.dirname, "..", "examples");

describe.runIf(nix !== undefined)("under real Nix", () => {
	test.each([
		{ example: "two-hosts", hosts: ["desktop", "laptop"], instances: { before: 8, after: 4 } },
		{ example: "two-systems", hosts: ["desktop", "pi"], instances: { before: 5, after: 4 } },
	])("all fixes of $example keep its hosts and make fewer instances", ({ example, hosts, instances }) => {
		const files = readFolder(join(examples, example));
		const before = evaluate(files);
		expect(Object.keys(before.values)).toEqual(hosts.map((host) => `nixosConfigurations.${host}`));
		const after = evaluate(withAllFixes(files));
		expect(compare(before, after)).toEqual({ differences: [], ...instances });
	});
});

/** The files after one fix after the other, until none is offered. */
function withAllFixes(files: Files): Files {
	const edits = firstFix(files);
	return edits === undefined ? files : withAllFixes(new Map([...files, ...changedFiles(files, edits)]));
}

function firstFix(files: Files): FileEdits | undefined {
	const inventory = inventoryOf(snapshotOf(files));
	for (const rule of rules) {
		for (const { path, range } of rule.check(inventory)) {
			for (const refactoring of refactorings.filter(({ fixes }) => fixes === rule.name)) {
				const outcome = refactoring.at(inventory, path, range);
				if (outcome !== undefined && "edits" in outcome) return outcome.edits;
			}
		}
	}
	return undefined;
}
