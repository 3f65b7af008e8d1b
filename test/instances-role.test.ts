import { describe, expect, test } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { type Role, roleOf } from "../server/src/instances/role.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const site = 'import nixpkgs { system = "x86_64-linux"; }';

/** The outputs of a flake with one import in them. */
const outputs: readonly (readonly [Role, string])[] = [
	["flake-let", `let pkgs = ${site}; in { }`],
	["flake-let", `let pkgs = (${site}).extend (final: prev: { }); in { }`],
	["flake-let", `with nixpkgs.lib; let a = 1; in let pkgs = ${site}; in { }`],
	["other", `{ pkgs = ${site}; }`],
	["per-system", `let pkgsFor = system: import nixpkgs { inherit system; }; in { }`],
	[
		"per-system",
		`{ packages = nixpkgs.lib.genAttrs [ "x86_64-linux" ] (arch: (import nixpkgs { system = arch; }).hello); }`,
	],
	["per-system", `flake-utils.lib.eachDefaultSystem (system: let pkgs = import nixpkgs { inherit system; }; in { })`],
	[
		"per-system",
		`let each = f: f; in { a = each (system: nixpkgs.lib.nixosSystem { pkgs = import nixpkgs { inherit system; }; }); }`,
	],
	[
		"per-system",
		`let each = f: nixpkgs.lib.mapAttrs (_: f) nixpkgs.legacyPackages; in {
			a = each (pkgs: (import nixpkgs { inherit (pkgs) system; }).hello);
		}`,
	],
	[
		"per-system",
		`flake-parts.lib.mkFlake { } { flake = { config, ... }: { a = system: import nixpkgs { inherit system; }; }; }`,
	],
	["host-call", `{ nixosConfigurations.a = nixpkgs.lib.nixosSystem { specialArgs.unstable = ${site}; }; }`],
	[
		"host-call",
		`{ nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ({ pkgs, ... }: { x = ${site}; }) ]; }; }`,
	],
	["host-helper", `let mkHost = system: nixpkgs.lib.nixosSystem { specialArgs.unstable = ${site}; }; in { }`],
	["host-helper", `let genSpecialArgs = system: { unstable = import nixpkgs { inherit system; }; }; in { }`],
	["host-helper", `{ colmena.meta.nixpkgs = ${site}; }`],
	["overlay", `{ overlays.default = final: prev: { unstable = ${site}; }; }`],
	["overlay", `{ overlays.default = _: prev: { unstable = ${site}; }; }`],
	["overlay", `{ overlays.default = stableFinal: _stablePrev: { unstable = ${site}; }; }`],
	["per-system", `let mkLib = system: nixpkgs.lib.extend (final: prev: { pkgs = ${site}; }); in { }`],
	[
		"per-system-module",
		`flake-parts.lib.mkFlake { } { perSystem = { system, ... }: { _module.args.pkgs = ${site}; }; }`,
	],
];

describe("in the outputs of a flake", () => {
	test.each(outputs)("%s: %s", (role, text) => {
		const inputs = ["nixpkgs", "flake-utils", "flake-parts"].map((name) => `${name}.url = "github:x/${name}";`);
		const flake = `{ inputs = { ${inputs.join(" ")} }; outputs = { self, nixpkgs, flake-utils, flake-parts, ... }: ${text}; }`;
		expect(rolesIn({ "/flake.nix": flake })).toEqual([role]);
	});
});

/** Files beside a flake that builds a host and knows nothing of them. */
const files: readonly (readonly [Role, string, string])[] = [
	["formal-default", "/pkgs/a.nix", "{ pkgs ? import <nixpkgs> { } }: pkgs.hello"],
	["shell", "/shell.nix", "with import <nixpkgs> { }; mkShell { }"],
	["shell", "/update-shell.nix", "with import <nixpkgs> { }; mkShell { }"],
	["shell", "/shell/rust/default.nix", `{ inputs, system, ... }: import inputs.nixpkgs { }`],
	["shell", "/fan/default.nix", "with import <nixpkgs> { }; mkShell { }"],
	["shell", "/default.nix", "let pkgs = import <nixpkgs> { }; in pkgs.hello"],
	["test", "/tests/a.nix", "{ pkgs ? import <nixpkgs> { } }: pkgs.hello"],
	["test", "/lib/tests.nix", "let pkgs = import <nixpkgs> { }; in pkgs.hello"],
	["test", "/outputs/nixos-tests/a.nix", "let pkgs = import <nixpkgs> { }; in pkgs.hello"],
	["template", "/templates/go/flake.nix", "{ outputs = { nixpkgs, ... }: { a = import nixpkgs { }; }; }"],
	["template", "/starter/shell.nix", "import <nixpkgs> { }"],
	["sub-flake", "/lib/flake.nix", "{ outputs = { nixpkgs, ... }: { a = import nixpkgs { }; }; }"],
	["overlay", "/overlays/a.nix", `{ inputs, ... }: final: _prev: { unstable = import inputs.nixpkgs { }; }`],
	["overlay", "/m.nix", "{ pkgs, ... }: { nixpkgs.overlays = [ (final: prev: { a = import <nixpkgs> { }; }) ]; }"],
	["module", "/m.nix", "{ config, lib, ... }: let pkgs = import <nixpkgs> { }; in { }"],
	["module", "/m.nix", `_: { pkgs, inputs, ... }: { environment.x = import inputs.nixpkgs { }; }`],
	["module", "/m.nix", `{ inputs, ... }: { environment.x = import inputs.nixpkgs { }; }`],
	[
		"module",
		"/m.nix",
		"{ inputs, ... }: { flake.modules.nixos.a = { pkgs, ... }: { x = import inputs.nixpkgs { }; }; }",
	],
	[
		"per-system-module",
		"/p.nix",
		`{ inputs, ... }: { perSystem = { system, ... }: { x = import inputs.nixpkgs { }; }; }`,
	],
	["per-system-module", "/p.nix", `{ inputs', system, ... }: { x = import <nixpkgs> { }; }`],
	["host-helper", "/hosts/a.nix", `{ inputs, ... }: inputs.x.lib.nixosSystem { pkgs = import inputs.nixpkgs { }; }`],
	["host-helper", "/lib/a.nix", `{ inputs, ... }: { pkgsFor = system: import inputs.nixpkgs { inherit system; }; }`],
	[
		"host-helper",
		"/parts/hosts.nix",
		`{ config, lib, inputs, ... }: { config = lib.mkIf config.on (lib.mkMerge [
			{ a = 1; }
			(lib.mkIf config.b { flake.pkgs = system: import inputs.nixpkgs { inherit system; }; })
		]); }`,
	],
	["host-helper", "/hive.nix", `{ meta = { nixpkgs = import <nixpkgs>; }; }`],
	["package", "/pkgs/a.nix", `{ inputs, ... }: (import inputs.nixpkgs { }).hello`],
	["package", "/lib/a.nix", "path: let pkgs = import <nixpkgs> { }; in pkgs.runCommand path"],
	["other", "/nixpkgs.nix", "import <nixpkgs>"],
];

describe("in a file that no flake reaches", () => {
	test.each(files)("%s: %s: %s", (role, path, text) => {
		const flake = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ]; };
    templates.starter.path = ./starter;
  };
}`;
		expect(rolesIn({ "/flake.nix": flake, [path]: text })).toEqual([role]);
	});
});

test("a function that reads as a module is none if it is called as something else", () => {
	const flake = `{ outputs = { nixpkgs, ... }@inputs: { a = import ./lib.nix { inherit inputs; config = 1; }; }; }`;
	const lib = "{ inputs, config, ... }: { pkgs = import inputs.nixpkgs { }; }";
	expect(rolesIn({ "/flake.nix": flake, "/lib.nix": lib })).toEqual(["package"]);
});

test("a function that does not read as a module is one if a host has it", () => {
	const flake = `{ outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; specialArgs = { inherit nixpkgs; }; };
  }; }`;
	expect(rolesIn({ "/flake.nix": flake, "/a.nix": "{ nixpkgs, ... }: { x = import nixpkgs { }; }" })).toEqual([
		"module",
	]);
});

/** The roles of the imports of nixpkgs in some files. */
function rolesIn(texts: Record<string, string>): readonly Role[] {
	const workspace = new Workspace(parse, Object.entries(texts));
	const inventory = inventoryOf(workspace.snapshot());
	return inventory.sites.map((site) => roleOf(inventory, site));
}
