import { describe, expect, test } from "vitest";
import { definitionsAt } from "../server/src/features/definition.ts";
import { bySystem, helper, home, homeInNixos, nixos, selecting, unused } from "./features-flakes.ts";
import { inventoryFor, offsetOf, shown } from "./features-places.ts";

/** Each: where the caret is (at `$0` in a piece of a file), and the places that it leads to. */
type Row = [path: string, at: string, ...found: string[]];

const passed = '/flake.nix: specialArgs = { inherit [pkgs-unstable]; user = "alice"; };';
const bound =
	'/flake.nix: [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };';
const ofBoard = '/flake.nix: specialArgs.[pkgs-unstable] = import nixpkgs-unstable { system = "aarch64-linux"; };';

const ofDesk = '/flake.nix: specialArgs = { [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; }; };';
const ofHome = '/flake.nix: [unstable] = import nixpkgs-unstable { system = "x86_64-linux"; };';
const ofHelper = '/flake.nix: [pkgs-unstable] = import nixpkgs-unstable { system = "x86_64-linux"; };';

describe("NixOS", () => {
	test.each<Row>([
		["/desk.nix", "pkgs-un$0stable, user", passed, bound],
		["/desk.nix", "[ pkgs-unstable$0.hello", passed, bound],
		["/desk.nix", "with $0pkgs-unstable;", passed, bound],
		["/desk.nix", "us$0er, ...", '/flake.nix: specialArgs = { inherit pkgs-unstable; [user] = "alice"; };'],
		["/whole.nix", "args.pkgs-$0unstable", passed, bound],
		["/shared.nix", "{ pkgs-$0unstable, ...", passed, bound, ofBoard],
		["/shared.nix", "pkgs-$0unstable.htop", passed, bound, ofBoard],
		["/flake.nix", "inherit pkgs-$0unstable;", bound],
	])("%s, %s", (...row) => check(nixos, row));

	test.each<Row>([
		["/desk.nix", "hel$0lo"],
		["/desk.nix", "{ pk$0gs, pkgs-unstable"],
		["/desk.nix", "environment.system$0Packages"],
		["/unused.nix", "{ pkgs-$0unstable, ..."],
		["/flake.nix", 'import nixpkgs-un$0stable { system = "x86_64-linux'],
		["/flake.nix", 'pkgs-un$0stable = import nixpkgs-unstable { system = "x86_64'],
	])("nothing at %s, %s", (...row) => check(nixos + unused, row));
});

test.each<Row>([
	[
		"/home.nix",
		"{ pkgs-$0unstable",
		"/users.nix: home-manager.extraSpecialArgs = { inherit [pkgs-unstable]; };",
		ofDesk,
	],
	[
		"/home.nix",
		"pkgs-$0unstable.hello",
		"/users.nix: home-manager.extraSpecialArgs = { inherit [pkgs-unstable]; };",
		ofDesk,
	],
	["/users.nix", "inherit pkgs-$0unstable", ofDesk],
	["/users.nix", "{ pkgs-$0unstable", ofDesk],
])("home-manager in NixOS: %s, %s", (...row) => check(homeInNixos, row));

test.each<Row>([
	["/home.nix", "pkgs, newer$0", "/flake.nix: extraSpecialArgs = { [newer] = unstable; };", ofHome],
	["/home.nix", "$0newer.git", "/flake.nix: extraSpecialArgs = { [newer] = unstable; };", ofHome],
	["/home.nix", "{ pkgs$0, newer", "/flake.nix: inherit [pkgs];"],
	["/home.nix", "pkgs$0.hello", "/flake.nix: inherit [pkgs];"],
	["/flake.nix", "ne$0wer = unstable", ofHome],
	["/flake.nix", "newer = un$0stable"],
])("home-manager alone: %s, %s", (...row) => check(home, row));

test.each<Row>([
	["/hosts/desk.nix", "{ pkgs-$0unstable", "/lib/host.nix: [pkgs-unstable];", ofHelper],
	["/hosts/desk.nix", "pkgs-$0unstable.fd", "/lib/host.nix: [pkgs-unstable];", ofHelper],
	[
		"/lib/host.nix",
		"  pkgs-$0unstable;",
		"/flake.nix: mkHost = import ./lib/host.nix { inherit inputs [pkgs-unstable]; };",
		ofHelper,
	],
	[
		"/lib/host.nix",
		"{ inputs, pkgs-$0unstable }",
		"/flake.nix: mkHost = import ./lib/host.nix { inherit inputs [pkgs-unstable]; };",
		ofHelper,
	],
	[
		"/hosts/lap.nix",
		"{ in$0puts",
		"/lib/host.nix: inherit [inputs] # all of them",
		"/flake.nix: outputs = { nixpkgs, nixpkgs-unstable, ... }@[inputs]:",
	],
])("hosts made by a function: %s, %s", (...row) => check(helper, row));

test.each<Row>([
	[
		"/module.nix",
		"inputs.nixpkgs-un$0stable {",
		'/flake.nix: inputs.[nixpkgs-unstable].url = "github:NixOS/nixpkgs/nixos-unstable";',
	],
	[
		"/flake.nix",
		"inputs.ho$0me.nixosModules",
		'/flake.nix: inputs.[home] = { url = "github:nix-community/home-manager"; };',
	],
	["/flake.nix", "home.nixos$0Modules"],
	["/flake.nix", "un$0stable = inputs"],
	["/module.nix", "inputs.un$0declared"],
])("flake inputs: %s, %s", (...row) => check(selecting, row));

const keyed = "/flake.nix: [newer] = forAllSystems (system: import nixpkgs-unstable { inherit system; });";
test.each<Row>([
	["/shared.nix", "{ pkgs-$0unstable", "/flake.nix: specialArgs = { [pkgs-unstable] = newer.${system}; };", keyed],
	["/shared.nix", "pkgs-$0unstable.htop", "/flake.nix: specialArgs = { [pkgs-unstable] = newer.${system}; };", keyed],
	["/flake.nix", "pkgs-un$0stable = newer", keyed],
	["/flake.nix", "default = newer.x86_64-$0linux.mkShell", keyed],
	["/flake.nix", "default = ne$0wer.x86_64-linux.mkShell"],
])("instances keyed by system: %s, %s", (...row) => check(bySystem, row));

function check(fixture: string, [path, at, ...found]: Row): void {
	const inventory = inventoryFor(fixture);
	expect(shown(inventory, definitionsAt(inventory, path, offsetOf(inventory, path, at)))).toEqual(found);
}
