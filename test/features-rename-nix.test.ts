import { describe, expect, test } from "vitest";
import { renameAt } from "../server/src/features/rename.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { bySystem, helper, home, homeInNixos, nixos } from "./features-flakes.ts";
import { evaluateTogether } from "./oracle/oracle.ts";
import { changedFiles, type Files, snapshotOf } from "./pages/files.ts";
import { parseFixture } from "./pages/fixture.ts";
import { nixInstantiate } from "./requirements.mjs";

/** Each: a flake, and a name of an instance in it, which is renamed from its first place in flake.nix. */
const renames = [
	["NixOS", nixos, "pkgs-unstable = import"],
	["home-manager in NixOS", homeInNixos, "pkgs-unstable = import"],
	["the binding, home-manager alone", home, "unstable = import"],
	["the special argument, home-manager alone", home, "newer = unstable"],
	["the packages of home-manager alone", home, "pkgs = import"],
	["hosts made by a function", helper, "pkgs-unstable = import"],
	["instances keyed by system", bySystem, "newer = forAllSystems"],
	["an instance of those keyed by system", bySystem, "pkgs-unstable = newer"],
] as const;

test.each(renames)("%s: the old name again gives the old text", (_, fixture, at) => {
	const { files } = parseFixture(fixture);
	const [name = ""] = at.split(" ");
	const back = renamed(renamed(files, at, "fresh"), at.replace(name, "fresh"), name);
	expect([...back].map(([path, text]) => [path, text.replace("pkgs = pkgs;", "inherit pkgs;")])).toEqual([...files]);
});

describe.skipIf(nixInstantiate === undefined)("Nix makes the same of the renamed flake", () => {
	test.each(renames)("%s", (_, fixture, at) => {
		const { files } = parseFixture(fixture);
		const [before, after] = evaluateTogether([files, renamed(files, at, "fresh")]);
		expect(Object.keys(before?.values ?? {})).not.toEqual([]);
		expect(after).toEqual(before);
	});
});

/** The files after what stands first at `at` in flake.nix was renamed. */
function renamed(files: Files, at: string, newName: string): Files {
	const inventory = inventoryOf(snapshotOf(files));
	const offset = files.get("/flake.nix")?.indexOf(` ${at}`) ?? -1;
	const result = renameAt(inventory, "/flake.nix", offset + 1, newName);
	if (result === undefined || "refusal" in result) throw new Error(result?.refusal ?? "nothing is named there");
	return new Map([...files, ...changedFiles(files, result.edits)]);
}
