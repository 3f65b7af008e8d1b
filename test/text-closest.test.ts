import { describe, expect, test } from "vitest";
import { closest } from "../server/src/text/closest.ts";

const systems = ["x86_64-linux", "aarch64-linux", "armv6l-linux", "armv7l-linux", "x86_64-darwin"];
const names = ["allowUnfree", "allowUnfreePackages", "cudaSupport", "rocmSupport"];

describe("The name that was meant", () => {
	test.each([
		["in another case", "allowunfree", "allowUnfree"],
		["with other separators", "x86-64_linux", "x86_64-linux"],
		["with a letter too few", "allowUnfre", "allowUnfree"],
		["with a letter too many", "allowUnnfree", "allowUnfree"],
		["with another letter", "x86_64-linus", "x86_64-linux"],
		["with two letters swapped", "aarch64-lniux", "aarch64-linux"],
		["with two slips in a long name", "alowUnfreePakages", "allowUnfreePackages"],
	])("%s", (_, written, meant) => {
		expect(closest(written, [...systems, ...names])).toBe(meant);
	});

	test.each([
		["two slips in a short name", "cudnnSupport"],
		["as near to two", "armv8l-linux"],
		["like none", "motto"],
		["too short to tell", "ab"],
	])("is not guessed: %s", (_, written) => {
		expect(closest(written, [...systems, ...names, "ac"])).toBeUndefined();
	});

	test("may be named twice", () => {
		expect(closest("allowUnfre", ["allowUnfree", "allowUnfree"])).toBe("allowUnfree");
	});
});
