import { describe, expect, test } from "vitest";
import { hover } from "../server/src/features/hover.ts";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { nixpkgsArguments } from "../server/src/nixpkgs/arguments.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** In each, `$0` is the caret, and the name around it is what the hover tells about. */
const told = [
	["system", "import nixpkgs { s$0ystem = x; }"],
	["system", "import nixpkgs { $0system = x; }"],
	["system", "import nixpkgs { system$0 = x; }"],
	["system", 'import nixpkgs { "sys$0tem" = x; }'],
	["system", "import inputs.nixpkgs-unstable { inherit sys$0tem; }"],
	["config", "import inputs.nixpkgs-unstable { inherit (pkgs) con$0fig; }"],
	["config", "import inputs.nixpkgs-unstable { con$0fig.allowUnfree = true; }"],
	["localSystem", "import inputs.nixpkgs-unstable { local$0System.system = x; }"],
	["crossSystem", "import nixpkgs { localSystem = x; cross$0System = lib.systems.examples.raspberryPi; }"],
	["overlays", "import nixpkgs { over$0lays = [ (final: prev: { }) ]; }"],
	["crossOverlays", "import nixpkgs { cross$0Overlays = [ ]; }"],
	["config", "import <nixpkgs> { con$0fig = { allowUnfree = true; }; }"],
	["system", "import (nixpkgs) ({ s$0ystem = x; })"],
	["system", "(import nixpkgs) { s$0ystem = x; }"],
	["system", "(import (inputs.nixpkgs)) rec { s$0ystem = x; }"],
	["config", "import nixpkgs ({ inherit system; } // { con$0fig = { }; })"],
	["config", "f: import nixpkgs (f { } // { con$0fig = { }; })"],
	["config", "import nixpkgs { config.allowUnfree = true; con$0fig.cudaSupport = true; }"],
	["system", "let arguments = { sys$0tem = x; }; in import nixpkgs arguments"],
	["system", "import nixpkgs { localSystem.sys$0tem = x; }"],
	["config", "import nixpkgs { localSystem = { con$0fig = x; }; }"],
	["gcc", "import nixpkgs { crossSystem = { system = x; g$0cc.arch = y; }; }"],
	["gcc.arch", "import nixpkgs { crossSystem = { system = x; gcc = { ar$0ch = y; }; }; }"],
	["gcc.arch", "import nixpkgs { crossSystem.gcc.ar$0ch = y; }"],
	["gcc.float-abi", "let platform.gcc.float-a$0bi = x; in import nixpkgs { crossSystem = platform; }"],
	["isStatic", "import nixpkgs { crossSystem = { inherit (x) isSta$0tic; }; }"],
	["gcc.arch", "{ nixpkgs.hostPlatform = { system = x; gcc.ar$0ch = y; }; }"],
	["libc", "{ config.nixpkgs.buildPlatform.li$0bc = x; }"],
	["allowUnfree", "import nixpkgs { config.allowUn$0free = true; }"],
	["allowUnfree", "{ nixpkgs.config = { allowUn$0free = true; }; }"],
	["nvidia.acceptLicense", "import nixpkgs { config.nvidia.accept$0License = true; }"],
	["nixpkgs.hostPlatform", "{ nixpkgs.host$0Platform = x; }"],
	["nixpkgs.overlays", "{ nixpkgs = { over$0lays = [ ]; }; }"],
] as const;

const silent = [
	["a look-alike", "import ./x.nix { inherit sys$0tem; }"],
	["a sub-path", 'import (nixpkgs + "/lib") { sys$0tem = x; }'],
	["another lookup path", "import <nixpkgs/nixos> { sys$0tem = x; }"],
	["another input", "import inputs.home-manager { sys$0tem = x; }"],
	["another function", "f nixpkgs { sys$0tem = x; }"],
	["what hosts do not know", "nixpkgs.lib.nixosSystem { sys$0tm = x; }"],
	["a set that goes elsewhere", "let arguments = { sys$0tem = x; }; in f arguments"],
	["a name that a platform does not know", "import nixpkgs { localSystem.sys$0tm = x; }"],
	["a set inside of what nixpkgs does not know", "import nixpkgs { platform = { sys$0tem = x; }; }"],
	["a string that is no platform", 'import nixpkgs { inherit system; config.x = "a$0"; }'],
	["a value", "import nixpkgs { inherit system; config = con$0fig; }"],
	["where a name is inherited from", "import nixpkgs { inherit (con$0fig) system; }"],
	["a name that nixpkgs does not know", "import nixpkgs { over$0lay = x; }"],
	["the import itself", "imp$0ort nixpkgs { system = x; }"],
	["a comment", "import nixpkgs { /* sys$0tem */ }"],
] as const;

test.each(told)("%s is told of in: %s", (name, marked) => {
	const { shown, text } = hoverAt(marked);
	expect(shown?.markdown).toMatch(`**\`${name}\`**`);
	expect(text.replaceAll('"', "")).toBe(name.split(".").at(-1));
});

test.each(silent)("%s: nothing", (_, marked) => {
	expect(hoverAt(marked).shown).toBeUndefined();
});

test("a file that is not there has no hover", () => {
	expect(hover(inventoryOf(new Workspace(parse).snapshot()), "/flake.nix", 0)).toBeUndefined();
});

test("a hover gives meaning, default, usual values, an example, pitfalls and the manual", () => {
	expect(hoverAt("import nixpkgs { sys$0tem = x; }").shown?.markdown).toMatchInlineSnapshot(`
		"**\`system\`**: string, processor and operating system joined by a dash

		The platform that packages are built on and run on. Short for \`localSystem = { system = …; }\`, and the usual spelling.

		Default: \`builtins.currentSystem\`, which a flake does not have

		Often: \`"x86_64-linux"\`, \`"aarch64-linux"\`, \`"aarch64-darwin"\`, \`"armv7l-linux"\`, \`"riscv64-linux"\`

		\`\`\`nix
		system = "x86_64-linux";
		\`\`\`

		- A flake must give \`system\` or \`localSystem\`: without \`--impure\`, Nix stops with \`attribute 'currentSystem' missing\`.
		- Not \`system\` and \`localSystem\` at once: together they fail an assertion.
		- It takes a string only: a set of platform attributes belongs in \`localSystem\`.
		- \`x86_64-darwin\` is gone from 26.11 on: the package set throws when it is used, unless \`config.allowDeprecatedx86_64Darwin\` is \`"force"\`.

		[Manual](https://nixos.org/manual/nixpkgs/unstable/#sec-cross-usage) · checked against nixpkgs [26.11pre](https://github.com/NixOS/nixpkgs/tree/032eb1b381b2dad9416d2ed9ce40207e027e0a37)"
	`);
});

describe.each([...nixpkgsArguments.values()])("the entry of $name", (entry) => {
	test("has an example that Nix reads", () => {
		const { root, errors } = parse(`{\n${entry.example}\n}`);
		expect(errors).toEqual([]);
		expect(root.kind).toBe("attrset");
	});

	test("has values that Nix reads", () => {
		for (const value of entry.values) expect(parse(value).errors).toEqual([]);
	});

	test("has texts of one line, and a section of the manual", () => {
		for (const text of [entry.type, entry.default, entry.meaning, ...entry.pitfalls]) expect(text).toMatch(/^\S.*\S$/);
		expect(entry.manual).toMatch(/^https:\/\/nixos\.org\/manual\/nixpkgs\/unstable\/#[\w-]+$/);
	});
});

/** The hover at the caret of an expression in a flake's outputs, and the text that it is about. */
function hoverAt(marked: string) {
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { nixpkgs, ... }@inputs: {
    x = system: ${marked};
  };
}`;
	const offset = flake.indexOf("$0");
	const source = flake.replace("$0", "");
	const workspace = new Workspace(parse);
	workspace.set("/flake.nix", source);
	const shown = hover(inventoryOf(workspace.snapshot()), "/flake.nix", offset);
	return { shown, text: source.slice(shown?.range.start, shown?.range.end) };
}
