import { expect, test } from "vitest";
import { outlineOf, type SymbolTree, symbolsNamed } from "../server/src/features/symbols.ts";
import { bySystem, helper, home, homeInNixos, nixos } from "./features-flakes.ts";
import { inventoryFor } from "./features-places.ts";

test("NixOS", () => {
	expect(outline(nixos, "/flake.nix")).toMatchInlineSnapshot(`
		[
		  "instance pkgs-unstable: nixpkgs-unstable, for the whole flake [pkgs-unstable]",
		  "host desk: NixOS [nixosConfigurations.desk]",
		  "host board: NixOS [nixosConfigurations.board]",
		  "  instance specialArgs.pkgs-unstable: nixpkgs-unstable, for a host [specialArgs.pkgs-unstable]",
		]
	`);
	expect(outline(nixos, "/desk.nix")).toEqual([]);
});

test("home-manager in NixOS", () => {
	expect(outline(homeInNixos, "/flake.nix")).toMatchInlineSnapshot(`
		[
		  "host desk: NixOS [nixosConfigurations.desk]",
		  "  instance pkgs-unstable: nixpkgs-unstable, for a host [pkgs-unstable]",
		]
	`);
});

test("home-manager alone", () => {
	expect(outline(home, "/flake.nix")).toMatchInlineSnapshot(`
		[
		  "instance pkgs: nixpkgs, for the whole flake [pkgs]",
		  "instance unstable: nixpkgs-unstable, for the whole flake [unstable]",
		  "host alice: home-manager [homeConfigurations.alice]",
		]
	`);
});

test("hosts made by a function", () => {
	expect(outline(helper, "/lib/host.nix")).toMatchInlineSnapshot(`
		[
		  "host desk, lap: NixOS [inputs.nixpkgs.lib.nixosSystem]",
		]
	`);
});

test("instances keyed by system", () => {
	expect(outline(bySystem, "/flake.nix")).toMatchInlineSnapshot(`
		[
		  "instance import nixpkgs-unstable: nixpkgs-unstable, for each system [import nixpkgs-unstable]",
		  "host desk, board: NixOS [nixpkgs.lib.nixosSystem]",
		]
	`);
});

test("an instance without a name of its own", () => {
	const flake = "{ outputs = { nixpkgs, ... }: { x = [ (import nixpkgs { }).hello (import nixpkgs\n{ }).git ]; }; }";
	expect(outline(flake, "/flake.nix")).toMatchInlineSnapshot(`
		[
		  "instance import nixpkgs: nixpkgs [import nixpkgs]",
		  "instance import nixpkgs: nixpkgs [import nixpkgs]",
		]
	`);
});

test("all of a workspace, by a part of the name", () => {
	const inventory = inventoryFor(nixos);
	const names = (query: string) => symbolsNamed(inventory, query).map(({ name, path }) => `${path}: ${name}`);
	expect(names("")).toHaveLength(4);
	expect(names("bOrd")).toEqual(["/flake.nix: board"]);
	expect(names("drob")).toEqual([]);
});

/** The outline as lines, indented; what is selected in brackets. */
function outline(fixture: string, path: string): string[] {
	const inventory = inventoryFor(fixture);
	const text = inventory.snapshot.text(path) ?? "";
	const lines = (symbols: readonly SymbolTree[], indent: string): string[] =>
		symbols.flatMap(({ kind, name, detail, range, selection, children }) => {
			expect(range.start <= selection.start && selection.end <= range.end).toBe(true);
			const selected = text.slice(selection.start, selection.end);
			return [`${indent}${kind} ${name}: ${detail} [${selected}]`, ...lines(children, `${indent}  `)];
		});
	return lines(outlineOf(inventory, path), "");
}
