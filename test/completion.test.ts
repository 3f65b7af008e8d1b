import { describe, expect, test } from "vitest";
import { documentation } from "../server/src/features/completion/documentation.ts";
import { completionsAt } from "../server/src/features/completion.ts";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf, knownInventory } from "../server/src/instances/inventory.ts";
import { completionsIn, inFlake, inModule } from "./completion-flake.ts";
import { parseFixture } from "./pages/fixture.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** In each, `$0` is the caret; the text that is replaced, and the first completions. */
type Offered = readonly [marked: string, replaced: string, labels: string];

const allArguments = "system localSystem crossSystem config overlays crossOverlays";

describe("names of nixpkgs' arguments, of platforms' attributes, of settings and of hosts' arguments", () => {
	check(inFlake, [
		["import nixpkgs { sys$0 };", "sys", allArguments],
		["import nixpkgs { sys$0tem = x; };", "system", allArguments],
		["import nixpkgs { $0 }", "", allArguments],
		["import nixpkgs { $0", "", allArguments],
		[
			"import inputs.nixpkgs-unstable {\n  $0\n  overlays = [ ];\n};",
			"",
			"system localSystem crossSystem config cross",
		],
		["import nixpkgs { overlays = [ ]; $0 };", "", "system localSystem crossSystem config cross"],
		["import nixpkgs { inherit system; $0 };", "", "crossSystem config"],
		["import nixpkgs { inherit (x) sys$0 };", "sys", allArguments],
		["import nixpkgs { config.allowUnfree = true; $0 };", "", allArguments],
		["import <nixpkgs> { $0 };", "", allArguments],
		["import (nixpkgs) (rec { $0 });", "", allArguments],
		["f: import nixpkgs (f x // { $0 });", "", allArguments],
		["let args = { $0 }; in import nixpkgs args;", "", allArguments],
		["let mk = import nixpkgs; in mk { $0 };", "", allArguments],
		["{ args ? { $0 } }: import nixpkgs args;", "", allArguments],
		[
			'system: import (fetchTarball {\n  url = "https://github.com/NixOS/nixpkgs/archive/nixos-25.11.tar.gz";\n  sha256 = "0000000000000000000000000000000000000000000000000000";\n}) { inherit system; config = { $0 }; };',
			"",
			"allowUnfree ",
		],
		["let mk = args: import nixpkgs ({ inherit system; } // args); in mk { config = { }; o$0 };", "o", "system"],
		["import nixpkgs { localSystem.$0 };", "", "system config libc isStatic"],
		["import nixpkgs { localSystem.$0 overlays = [ ]; };", "", "system config libc isStatic"],
		["import nixpkgs { crossSystem = { system = x; $0 }; };", "", "config libc isStatic"],
		["import nixpkgs { crossSystem = { gcc = { $0 }; }; };", "", "arch tune cpu abi"],
		["import nixpkgs { crossSystem.gcc.ar$0 };", "ar", "arch tune cpu abi"],
		["let platform.gcc.$0 in import nixpkgs { localSystem = platform; };", "", "arch tune cpu abi"],
		["let localSystem = { $0 }; in import nixpkgs { inherit localSystem; };", "", "system config libc isStatic"],
		["import nixpkgs { config.$0 };", "", "allowUnfree allowUnfreePredicate"],
		["import nixpkgs { config = { allowUnfree = true; $0 }; };", "", "allowUnfreePredicate"],
		["import nixpkgs { config = { pkgs, ... }: { $0 }; };", "", "allowUnfree "],
		["import nixpkgs { config.nvidia.$0 };", "", "acceptLicense"],
		["nixpkgs.lib.nixosSystem { $0 };", "", "modules specialArgs"],
		["home-manager.lib.homeManagerConfiguration { extra$0 };", "extra", "pkgs modules extraSpecialArgs"],
	]);
	check(inModule, [
		["{ inputs, ... }: { x = import inputs.nixpkgs { $0 }; }", "", allArguments],
		["{ nixpkgs.config.$0 }", "", "allowUnfree "],
		["{ nixpkgs.config = { allow$0 }; }", "allow", "allowUnfree "],
		["{ nixpkgs = { config = { $0 }; }; }", "", "allowUnfree "],
		["{ config.nixpkgs.hostPlatform.$0 }", "", "system config"],
		["{ lib, ... }: { nixpkgs.config = lib.mkIf true { $0 }; }", "", "allowUnfree "],
		["{ lib, ... }: { nixpkgs = lib.mkMerge [ { hostPlatform = { $0 }; } ]; }", "", "system config"],
	]);
});

describe("values", () => {
	const systems = "aarch64-linux x86_64-linux aarch64-darwin";
	const x86 = "x86-64 x86-64-v2 x86-64-v3 x86-64-v4 alderlake";
	check(inFlake, [
		['import nixpkgs { system = "$0"; };', "", systems],
		['import nixpkgs { system = "$0" };', "", systems],
		['import nixpkgs { system = "x86$0\n  overlays = [ ]; };', "x86", "x86_64-linux aarch64-linux"],
		['import nixpkgs { system = "x86_64-$0linux"; };', "x86_64-linux", systems],
		['import nixpkgs { localSystem = { system = "$0"; }; };', "", systems],
		['import nixpkgs { localSystem = "$0"; };', "", systems],
		['let system = "$0"; in x;', "", systems],
		['nixpkgs.lib.genAttrs [ "$0" ] f;', "", systems],
		['let systems = [ "$0" ]; in x;', "", systems],
		['f [ "riscv64-linux" "$0" ];', "", systems],
		['import nixpkgs { crossSystem.config = "aarch64-$0"; };', "aarch64-", "aarch64-unknown-linux-gnu x86_64-"],
		['import nixpkgs { localSystem = { system = "x86_64-linux"; gcc.arch = "$0"; }; };', "", x86],
		[
			'import nixpkgs { localSystem = { gcc = { arch = "$0" }; config = "aarch64-unknown-linux-musl"; }; };',
			"",
			"armv8-a",
		],
		['let s = "x86_64-linux"; in import nixpkgs { localSystem = { system = s; gcc.tune = "$0"; }; };', "", x86],
		['import nixpkgs { crossSystem.libc = "$0"; };', "", "glibc musl newlib"],
		["import nixpkgs { crossSystem = lib.systems.examples.$0 };", "", "aarch64-multiplatform "],
		["pkgs.pkgsCross.risc$0;", "risc", "aarch64-multiplatform "],
		["import nixpkgs { config.allowUnfree = $0 };", "", "true false"],
		["import nixpkgs { overlays = [ $0 ]; };", "", "overlay that changes a package"],
		["home-manager.lib.homeManagerConfiguration { pkgs = $0 };", "", "pkgs-unstable"],
	]);
	check(inModule, [
		['{ nixpkgs.hostPlatform = "$0"; }', "", "x86_64-linux aarch64-linux"],
		['{ lib, ... }: { nixpkgs.hostPlatform = lib.mkDefault "$0"; }', "", "x86_64-linux aarch64-linux"],
		["{ nixpkgs.overlays = $0 }", "", "overlay that changes a package"],
		["{ pkgs-unstable, ... }: { nixpkgs.pkgs = $0; }", "", "pkgs-unstable"],
	]);
	test("Where there are no quotes yet, they are part of it", () => {
		expect(textsOf(inFlake("import nixpkgs { system = $0 };"))[0]).toBe('"aarch64-linux"');
	});
	test("A processor has only architectures of its own", () => {
		const arm = labelsOf(inFlake('import nixpkgs { localSystem = { system = "aarch64-linux"; gcc.arch = "$0"; }; };'));
		expect(arm).not.toContain("skylake");
		expect(labelsOf(inFlake('import nixpkgs { localSystem.gcc.arch = "$0"; };'))).toContain("skylake");
	});
});

describe("inputs, special arguments and instances", () => {
	const given = "pkgs-unstable inputs user config lib options modulesPath";
	check(inFlake, [
		["import $0;", "", "nixpkgs nixpkgs-unstable"],
		["import nix$0 { };", "nix", "nixpkgs nixpkgs-unstable"],
		["import inputs.$0", "", "nixpkgs nixpkgs-unstable home-manager"],
		["inputs.$0.lib;", "", "nixpkgs nixpkgs-unstable home-manager"],
		['"$' + '{inputs.$0}/modules";', "", "nixpkgs nixpkgs-unstable home-manager"],
		["nixpkgs.lib.nixosSystem { modules = [ ({ pkgs, $0 }: { }) ]; };", "", "config lib options"],
	]);
	check(inModule, [
		["{ pkgs, $0 }: { }", "", given],
		["{ pkgs, in$0, ... }:", "in", given],
		["{ pkgs, inp$0 }", "inp", given],
		["{ config, $0 }:\n{\n  x = [ ];\n}", "", "pkgs-unstable inputs user lib"],
		["{ inputs, ... }: { x = import $0; }", "", "inputs.nixpkgs inputs.nixpkgs-unstable"],
		["{ inputs, ... }: { x = [ inputs.$0 ]; }", "", "nixpkgs nixpkgs-unstable home-manager"],
		["{ inputs, ... }: { imports = [ (import inputs.$0) ]; }", "", "nixpkgs nixpkgs-unstable home-manager"],
		["{ user, ... }: { users.users.$" + "{user.$0} = { }; }", "", "name home"],
		["{ user, ... }: { inherit (user) $0; }", "", "name home"],
		["{ pkgs, ... }: { environment.systemPackages = [ unst$0 ]; }", "unst", "pkgs-unstable"],
	]);
	test("An instance that the module does not take yet is added to its formals", () => {
		const { items } = completionsIn(inModule("{ pkgs, ... }: { environment.systemPackages = [ unst$0 ]; }"));
		expect(items?.[0]?.edits).toMatchObject([{ newText: "pkgs-unstable, " }]);
	});
	test("The outputs of a flake take its inputs", () => {
		const { items } = completionsIn('{\n  inputs.nixpkgs.url = "nixpkgs";\n  outputs = { $0 }: { };\n}');
		expect(items?.map(({ label }) => label)).toEqual(["nixpkgs", "self"]);
	});
	test("A module of perSystem takes what flake-parts gives it", () => {
		expect(labelsOf(inFlake("{ perSystem = { pkgs, $0 }: { }; };"))).toContain("inputs'");
	});
});

describe("Nothing is offered", () => {
	const ofFlake = [
		"f { sys$0 };",
		"import ./x.nix { sys$0 };",
		"import home-manager { sys$0 };",
		'{ nixpkgs.url = "$0"; };',
		"{ nixpkgs.$0 };",
		"import nixpkgs { # sys$0\n};",
		"import nixpkgs { /* $0 */ };",
		"import nixpkgs { overlays = [ ./$0 ]; };",
		"import nixpkgs { overlays = [ (final: prev: { $0 }) ]; };",
		"import nixpkgs { system = ''$0''; };",
		'import nixpkgs { system = "$' + '{x}-$0"; };',
		"import nixpkgs { unknown.$0 };",
		"import <nix$0> { };",
		"pkgs-unstable.$0;",
		"nixpkgs.lib.$0;",
		"inputs.nixpkgs.$0;",
		'f { description = "$0"; };',
		"let x$0 = 1; in x;",
	];
	const ofModule = [
		"{ services.$0 }",
		"{ $0 }",
		"{ nixpkgs.$0 }",
		"{ pkgs, ... }: { x = pkgs.$0; }",
		"{ pkgs-unstable, ... }: { x = pkgs-unstable.$0; }",
		"{ pkgs-unstable, ... }: { x = unst$0; }",
		"{ lib, ... }: { x = lib.$0; }",
		"{ lib, stdenv, $0 }: stdenv.mkDerivation { }",
		"args: { x = unst$0; }",
		"{ callPackage, $0, ... }: callPackage ./x.nix { }",
	];
	test.each(ofFlake)("%s", (marked) => expect(labelsOf(inFlake(marked))).toEqual([]));
	test.each(ofModule)("in a module: %s", (marked) => expect(labelsOf(inModule(marked))).toEqual([]));
});

test("What is known from before an edit is enough, also to edit the text as it is now", () => {
	const workspace = new Workspace(parse);
	const { files } = parseFixture(inModule("{ pkgs, ... }:\n{\n  x = [ ];\n}"));
	for (const [path, text] of files) workspace.set(path, text);
	const before = inventoryOf(workspace.snapshot());
	const text = "# more\n{ pkgs, ... }:\n{\n  x = [ unst ];\n  imports = [ ./other.nix ];\n}\n";
	workspace.set("/module.nix", text);
	const snapshot = workspace.snapshot();
	expect(knownInventory(snapshot)).toBe(before);
	const found = completionsAt(before, snapshot, "/module.nix", text.indexOf(" ];"));
	const start = text.indexOf("...");
	expect(found?.items).toMatchObject([
		{ label: "pkgs-unstable", edits: [{ range: { start, end: start }, newText: "pkgs-unstable, " }] },
	]);
	expect(knownInventory(snapshot)).toBe(before);
	expect(knownInventory(snapshot)).not.toBe(inventoryOf(snapshot));
	expect(knownInventory(snapshot)).toBe(inventoryOf(snapshot));
});

test("A name comes with the beginning of its value, unless it has one", () => {
	const snippets = (marked: string) => completionsIn(inFlake(marked)).items?.map(({ snippet }) => snippet);
	expect(snippets("import nixpkgs { $0 };")).toEqual([
		'system = "$0";',
		"localSystem = $0;",
		"crossSystem = $0;",
		"config = { $0 };",
		"overlays = [ $0 ];",
		"crossOverlays = [ $0 ];",
	]);
	expect(new Set(snippets("import nixpkgs { sys$0 = x; };"))).toEqual(new Set([undefined]));
	expect(new Set(snippets("import nixpkgs { inherit $0 };"))).toEqual(new Set([undefined]));
	expect(snippets("import nixpkgs { config.allowUnfree = true; $0 };")).toContain(undefined);
});

test("Between parentheses an overlay has none of its own", () => {
	const beginnings = (marked: string) =>
		completionsIn(inFlake(marked)).items?.map(({ snippet }) => snippet?.slice(0, 6));
	const written = ["(final", "(final", "(final", "(impor", "inputs"];
	const bare = ["final:", "final:", "final:", "import", "inputs"];
	expect(beginnings("import nixpkgs { overlays = [ $0 ]; };")).toEqual(written);
	expect(beginnings("import nixpkgs { overlays = [ (fin$0) ]; };")).toEqual(bare);
	expect(beginnings("import nixpkgs { overlays = [ (fin$0\n ]; };")).toEqual(bare);
});

test("There is something to read about every setting, system and architecture that is offered", () => {
	const offering = [
		"import nixpkgs { $0 };",
		"import nixpkgs { config.$0 };",
		"import nixpkgs { crossSystem.$0 };",
		"import nixpkgs { crossSystem.gcc.$0 };",
		'import nixpkgs { crossSystem = "$0"; };',
		'import nixpkgs { crossSystem.gcc.arch = "$0"; };',
		"lib.systems.examples.$0;",
		"nixpkgs.lib.nixosSystem { $0 };",
	];
	for (const marked of offering) {
		for (const { label, detail, documented } of completionsIn(inFlake(marked)).items ?? []) {
			const markdown = documented && "topic" in documented ? documentation(documented.topic) : undefined;
			expect(markdown, label).toMatch(/^\*\*|\[Manual\]\(/);
			expect(detail, label).not.toContain("`");
			expect(markdown, label).not.toContain("does not take");
		}
	}
});

function check(fixture: (marked: string) => string, offered: readonly Offered[]): void {
	test.each(offered)("%s", (marked, replaced, labels) => {
		const found = completionsIn(fixture(marked));
		expect(`${found.items?.map(({ label }) => label).join(" ")} `).toMatch(new RegExp(`^${labels.trim()}`));
		expect(found.replaced).toBe(replaced);
	});
}

function labelsOf(fixture: string): readonly string[] {
	return completionsIn(fixture).items?.map(({ label }) => label) ?? [];
}

function textsOf(fixture: string): readonly string[] {
	return completionsIn(fixture).items?.map(({ newText }) => newText) ?? [];
}
