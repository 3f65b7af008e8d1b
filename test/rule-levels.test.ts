import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsOf } from "../server/src/features/diagnostics.ts";
import { atLevels, type Level, readLevels } from "../server/src/features/rule-levels.ts";
import { rules } from "../server/src/rules/index.ts";
import type { Finding } from "../server/src/rules/rule.ts";
import { flake, nested } from "./lsp-fixtures.ts";
import { snapshotOf } from "./pages/files.ts";

function finding(rule: string): Finding {
	return { rule, severity: "warning", path: "/flake.nix", range: { start: 0, end: 1 }, message: "…", related: [] };
}

test("A finding is as grave as its rule is set to, or else as the rule says; of a rule that is off there is none", () => {
	const set = new Map<string, Level>([
		["nested-instance", "error"],
		["missing-system", "off"],
	]);
	const findings = ["missing-system", "unknown-system", "nested-instance"].map(finding);
	expect(atLevels(findings, set)).toEqual([
		finding("unknown-system"),
		{ ...finding("nested-instance"), severity: "error" },
	]);
});

test("What is set changes nothing for who asks with other settings", () => {
	const files = new Map([
		["/flake.nix", flake],
		["/configuration.nix", nested],
	]);
	const snapshot = snapshotOf(files);
	const severities = (...level: Level[]) =>
		findingsOf(snapshot, new Map(level.map((each) => ["nested-instance", each]))).map(({ severity }) => severity);
	expect([severities("off"), severities("hint"), severities()]).toEqual([[], ["hint"], ["warning"]]);
});

test.each([
	[undefined, [], []],
	[null, [], []],
	[{}, [], []],
	[[], [], []],
	[{ rules: null, other: true }, [], []],
	[{ rules: [] }, [], []],
	[true, [], ["flakeHoist is an object, and not true"]],
	[{ rules: "off" }, [], ['flakeHoist.rules is an object, and not "off"']],
	[{ rules: { "nested-instance": "default", "missing-system": "off" } }, [["missing-system", "off"]], []],
	[
		{ rules: { "nested-instance": false, "missing-system": "hint" } },
		[["missing-system", "hint"]],
		["flakeHoist.rules: nested-instance is one of default, off, hint, information, warning, error, and not false"],
	],
	[
		{ rules: { nestedInstance: "off" } },
		[],
		[expect.stringContaining("‘nestedInstance’; is ‘nested-instance’ meant?")],
	],
	[{ rules: { everything: "off" } }, [], ["flakeHoist.rules: there is no rule ‘everything’"]],
])("The settings %j", (settings, levels, faults) => {
	expect(readLevels(settings)).toEqual({ levels: new Map(levels as [string, Level][]), faults });
});

test("The schema of the settings in package.json has every rule, and the levels that are read", () => {
	const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
	const schema = manifest.contributes.configuration.properties["flakeHoist.rules"];
	expect(Object.keys(schema.properties).sort()).toEqual(rules.map(({ name }) => name).sort());
	for (const [name, { enum: levels }] of Object.entries<{ enum: string[] }>(schema.properties)) {
		for (const level of levels) expect(readLevels({ rules: { [name]: level } }).faults).toEqual([]);
		expect(readLevels({ rules: { [name]: "none" } }).faults[0]).toContain(`${levels.join(", ")}, and not`);
	}
});
