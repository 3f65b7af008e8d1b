import { expect, test } from "vitest";
import { allowing, isAllowed } from "../server/src/features/allowed.ts";
import { findingsOf } from "../server/src/features/diagnostics.ts";
import { applyEdits } from "../server/src/text/edit.ts";
import { flake, nested } from "./lsp-fixtures.ts";
import { snapshotOf } from "./pages/files.ts";

const path = "/configuration.nix";
const importLine = "  pkgs-unstable = import";

function findingsIn(module: string) {
	return findingsOf(
		snapshotOf(
			new Map([
				["/flake.nix", flake],
				[path, module],
			]),
		),
	);
}

test.each([
	["above", `  # flake-hoist: allow nested-instance\n${importLine}`, 0],
	["above, among others", `  # flake-hoist: allow unknown-system, nested-instance\n  # It is small.\n${importLine}`, 0],
	["above, in a block", `  /* flake-hoist: allow nested-instance */\n${importLine}`, 0],
	["with an empty line between", `  # flake-hoist: allow nested-instance\n\n${importLine}`, 1],
	["of another rule", `  # flake-hoist: allow unknown-system\n${importLine}`, 1],
	["of another tool", `  # statix: allow nested-instance\n${importLine}`, 1],
])("A comment %s", (_, written, left) => {
	expect(findingsIn(nested.replace(importLine, written))).toHaveLength(left);
});

test("A comment at the end of the line", () => {
	expect(findingsIn(nested.replace("; };", "; }; # flake-hoist: allow nested-instance"))).toHaveLength(0);
});

test.each(["\n", "\r\n"])("The action writes a comment that allows the finding (%j)", (newline) => {
	const module = nested.replaceAll("\n", newline);
	const [finding] = findingsIn(module);
	if (finding === undefined) throw new Error("nothing is found");
	const snapshot = snapshotOf(new Map([[path, module]]));
	const after = applyEdits(module, allowing(snapshot, finding)?.get(path) ?? []);
	expect(after).toBe(module.replace(importLine, `  # flake-hoist: allow nested-instance${newline}${importLine}`));
	expect(findingsIn(after)).toEqual([]);
	expect(isAllowed(snapshot, finding)).toBe(false);
});
