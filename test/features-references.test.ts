import { describe, expect, test } from "vitest";
import { referencesAt } from "../server/src/features/references.ts";
import { bySystem, helper, home, homeInNixos, nixos, unused } from "./features-flakes.ts";
import { inventoryFor, offsetOf, shown } from "./features-places.ts";

test("NixOS: an instance of one host, and what shares its name in a module of two", () => {
	expect(
		found(nixos, "/flake.nix", 'pkgs-unst$0able = import nixpkgs-unstable { system = "x86_64'),
	).toMatchInlineSnapshot(`
		[
		  "/desk.nix: { pkgs, [pkgs-unstable], user, ... }:",
		  "/desk.nix: environment.systemPackages = [ [pkgs-unstable].hello ];",
		  "/desk.nix: users.users.\${user}.packages = with [pkgs-unstable]; [ git pkgs.vim ];",
		  "/flake.nix: [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };",
		  "/flake.nix: specialArgs = { inherit [pkgs-unstable]; user = "alice"; };",
		  "/shared.nix: { [pkgs-unstable], ... }:",
		  "/shared.nix: environment.systemPackages = [ [pkgs-unstable].htop ];",
		  "/whole.nix: args: { environment.systemPackages = [ args.[pkgs-unstable].curl ]; }",
		]
	`);
	expect(found(nixos, "/shared.nix", "pkgs-unst$0able.htop")).toMatchInlineSnapshot(`
		[
		  "/desk.nix: { pkgs, [pkgs-unstable], user, ... }:",
		  "/desk.nix: environment.systemPackages = [ [pkgs-unstable].hello ];",
		  "/desk.nix: users.users.\${user}.packages = with [pkgs-unstable]; [ git pkgs.vim ];",
		  "/flake.nix: [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };",
		  "/flake.nix: specialArgs = { inherit [pkgs-unstable]; user = "alice"; };",
		  "/flake.nix: specialArgs.[pkgs-unstable] = import nixpkgs-unstable { system = "aarch64-linux"; };",
		  "/shared.nix: { [pkgs-unstable], ... }:",
		  "/shared.nix: environment.systemPackages = [ [pkgs-unstable].htop ];",
		  "/whole.nix: args: { environment.systemPackages = [ args.[pkgs-unstable].curl ]; }",
		]
	`);
});

test("home-manager in NixOS", () => {
	expect(found(homeInNixos, "/home.nix", "pkgs-unst$0able.hello")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; }; };",
		  "/home.nix: { [pkgs-unstable], ... }:",
		  "/home.nix: home.packages = [ [pkgs-unstable].hello ];",
		  "/users.nix: { [pkgs-unstable], ... }:",
		  "/users.nix: home-manager.extraSpecialArgs = { inherit [pkgs-unstable]; };",
		]
	`);
});

test("home-manager alone: by every name that the instance goes by", () => {
	expect(found(home, "/flake.nix", "unst$0able = import")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: [unstable] = import nixpkgs-unstable { system = "x86_64-linux"; };",
		  "/flake.nix: extraSpecialArgs = { [newer] = unstable; };",
		  "/flake.nix: extraSpecialArgs = { newer = [unstable]; };",
		  "/home.nix: { pkgs, [newer], ... }:",
		  "/home.nix: home.packages = [ pkgs.hello [newer].git ];",
		]
	`);
});

test("hosts made by a function", () => {
	expect(found(helper, "/hosts/lap.nix", "pkgs-unst$0able.jq")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; };",
		  "/flake.nix: mkHost = import ./lib/host.nix { inherit inputs [pkgs-unstable]; };",
		  "/hosts/desk.nix: { [pkgs-unstable], ... }: { environment.systemPackages = [ pkgs-unstable.fd ]; }",
		  "/hosts/desk.nix: { pkgs-unstable, ... }: { environment.systemPackages = [ [pkgs-unstable].fd ]; }",
		  "/hosts/lap.nix: { inputs, [pkgs-unstable], ... }: { environment.systemPackages = [ pkgs-unstable.jq ]; }",
		  "/hosts/lap.nix: { inputs, pkgs-unstable, ... }: { environment.systemPackages = [ [pkgs-unstable].jq ]; }",
		  "/lib/host.nix: { inputs, [pkgs-unstable] }: name:",
		  "/lib/host.nix: [pkgs-unstable];",
		]
	`);
});

test("instances keyed by system", () => {
	expect(found(bySystem, "/shared.nix", "pkgs-unst$0able.htop")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: [newer] = forAllSystems (system: import nixpkgs-unstable { inherit system; });",
		  "/flake.nix: specialArgs = { [pkgs-unstable] = newer.\${system}; };",
		  "/flake.nix: specialArgs = { pkgs-unstable = [newer].\${system}; };",
		  "/flake.nix: devShells.x86_64-linux.default = [newer].x86_64-linux.mkShell { };",
		  "/shared.nix: { [pkgs-unstable], ... }:",
		  "/shared.nix: environment.systemPackages = [ [pkgs-unstable].htop ];",
		]
	`);
});

describe("nothing", () => {
	test.each([
		["/flake.nix", "us$0er = "],
		["/desk.nix", "hel$0lo"],
		["/unused.nix", "pkgs-unst$0able.fish"],
	])("at %s, %s", (path, at) => {
		expect(found(nixos + unused, path, at)).toEqual([]);
	});

	test("where one file's scopes tell as much", () => {
		const flake = "{ outputs = { nixpkgs }: let p = import nixpkgs { system = 1; }; in { a = p.a; b = p.b; }; }";
		expect(found(flake, "/flake.nix", "$0p = import")).toEqual([]);
	});
});

test("the binding is left out if it is not asked for", () => {
	const inventory = inventoryFor(homeInNixos);
	const at = offsetOf(inventory, "/home.nix", "pkgs-unst$0able.hello");
	const all = shown(inventory, referencesAt(inventory, "/home.nix", at, true));
	const others = shown(inventory, referencesAt(inventory, "/home.nix", at, false));
	expect(all.filter((place) => !others.includes(place))).toEqual([
		'/flake.nix: specialArgs = { [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; }; };',
	]);
});

function found(fixture: string, path: string, at: string): string[] {
	const inventory = inventoryFor(fixture);
	return shown(inventory, referencesAt(inventory, path, offsetOf(inventory, path, at), true));
}
