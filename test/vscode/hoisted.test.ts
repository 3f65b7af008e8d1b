import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { example } from "../../scripts/example.mjs";
import { readFolder } from "../files.ts";
import { compare, evaluate } from "../oracle/oracle.ts";
import { nix } from "../requirements.mjs";

// The tests in VS Code make exactly these files of the example.
const hoisted = join(import.meta.dirname, "hoisted");

describe.runIf(nix !== undefined)("under real Nix", () => {
	test("the example has the same value once all is hoisted, and four instances instead of eight", () => {
		const before = readFolder(example);
		const after = new Map([...before, ...readFolder(hoisted)]);
		expect(compare(evaluate(before), evaluate(after))).toEqual({ differences: [], before: 8, after: 4 });
	});
});
