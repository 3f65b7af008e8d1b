import { expect, test } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { instanceFingerprint } from "../server/src/instances/fingerprint.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const equal = [
	["{ inherit system; }", "{ system = system; }"],
	['{ system = "x86_64-linux"; }', "{ inherit system; }"],
	['{ system = "x86_64-linux"; }', '{ localSystem = "x86_64-linux"; }'],
	['{ system = "x86_64-linux"; }', '{ localSystem.system = "x86_64-linux"; }'],
	["{ inherit system; }", "{ inherit system; config = { }; overlays = [ ]; }"],
	["{ inherit system; }", "{ inherit system; crossSystem = null; }"],
	["{ inherit system; }", "{ inherit system; crossSystem = system; }"],
	["{ inherit system; config.allowUnfree = true; }", "{ config = { allowUnfree = true; }; inherit system; }"],
	["{ inherit system; config.a = 1; config.b = 2; }", "rec { config = { b = 2; a = 1; }; localSystem = system; }"],
	["{ inherit system; } // { config = { }; }", "{ inherit system; }"],
	["{ overlays = [ (final: prev: { }) ]; }", "{ overlays = [(final: prev: /* none */ {})]; }"],
	["{ overlays = [ inputs.other.overlays.default ]; }", "{ overlays = [ other.overlays.default ]; }"],
	["{ overlays = [ (import ./overlay.nix) ]; }", "{ overlays = [ (import ./overlay.nix) ]; }"],
	[
		"{ config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) allowed; }",
		'let allowed = [ "a" ]; in { config.allowUnfreePredicate = (pkg: (builtins.elem (lib.getName pkg) allowed)); }',
	],
	[
		"{ config.allowUnfreePredicate = pkg: elem (lib.getName pkg) allowed; }",
		"{ config.allowUnfreePredicate = pkg: elem (lib.getName pkg) allowed; }",
	],
	[
		"{ config.allowUnfreePredicate = pkg: elem (lib.getName pkg) allowed; }",
		"{ config.allowUnfreePredicate = pkg: builtins.elem (nixpkgs.lib.getName pkg) allowed; }",
	],
	[
		"{ overlays = [ (final: prev: { a = import ./a.nix; }) ]; }",
		"{ overlays = [ (final: prev: { a = import ./b/../a.nix; }) ]; }",
	],
] as const;

const different = [
	[
		"{ config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) allowed; }",
		'{ config.allowUnfreePredicate = pkg: builtins.elem (nixpkgs.lib.getName pkg) [ "a" ]; }',
	],
	["{ inherit system; }", '{ system = "aarch64-linux"; }'],
	["{ inherit system; }", "{ inherit system; config.allowUnfree = true; }"],
	["{ overlays = [ (final: prev: { a = allowed; }) ]; }", "{ overlays = [ (final: prev: { a = system; }) ]; }"],
	[
		"let a = 1; in { overlays = [ (final: prev: { inherit a; }) ]; }",
		"let a = 2; in { overlays = [ (final: prev: { inherit a; }) ]; }",
	],
] as const;

test.each(equal)("%s equals %s", (a, b) => {
	expect(fingerprintOf(a)).toBeDefined();
	expect(fingerprintOf(a)).toBe(fingerprintOf(b));
});

test.each(different)("%s differs from %s", (a, b) => {
	expect(fingerprintOf(a)).toBeDefined();
	expect(fingerprintOf(b)).toBeDefined();
	expect(fingerprintOf(a)).not.toBe(fingerprintOf(b));
});

const unknown = [
	["an argument that is not known", "argument"],
	["a setting that is not known", "{ inherit system; config.allowUnfree = argument; }"],
	["a set with more than is known", "{ inherit system; } // argument"],
	["an attribute whose name is computed", "builtins.listToAttrs [ { name = argument; value = 1; } ]"],
	["a choice", "{ config.allowUnfree = if argument then true else false; }"],
	["a function with a name that is not known", "{ overlays = [ (final: prev: { a = argument; }) ]; }"],
] as const;

test.each(unknown)("%s has no fingerprint", (_, argument) => {
	expect(fingerprintOf(argument)).toBeUndefined();
});

test("a function that refers to itself ends", () => {
	const argument = "let f = final: prev: { again = f; }; in { overlays = [ f ]; }";
	expect(fingerprintOf(argument)).toBe(fingerprintOf(argument));
	expect(fingerprintOf(argument)).toBeDefined();
});

test("a set that holds itself has no fingerprint", () => {
	expect(fingerprintOf("let loop = { inherit loop; }; in { config = loop; }")).toBeUndefined();
});

/** The fingerprint of nixpkgs imported with an argument in a flake's outputs. */
function fingerprintOf(argument: string): string | undefined {
	const workspace = new Workspace(parse);
	workspace.set(
		"/flake.nix",
		`{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = { nixpkgs, other, ... }@inputs: let
    system = "x86_64-linux";
    allowed = [ "a" ];
    inherit (nixpkgs) lib;
    inherit (builtins) elem;
  in {
    x = argument: import nixpkgs (${argument});
  };
}`,
	);
	workspace.set("/overlay.nix", "final: prev: { }");
	const [instance] = inventoryOf(workspace.snapshot()).sites.flatMap(({ uses }) =>
		uses.map(({ instance }) => instance),
	);
	return instance && instanceFingerprint(instance);
}
