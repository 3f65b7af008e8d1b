import { describe, expect, test } from "vitest";
import { hover } from "../server/src/features/hover.ts";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

test("a triple that is cross-compiled for", () => {
	expect(
		told('import nixpkgs { system = "x86_64-linux"; crossSystem.config = "riscv64-unknown-$0linux-gnu"; }'),
	).toMatchInlineSnapshot(`
		"**\`riscv64-unknown-linux-gnu\`**

		| | |
		|---|---|
		| System | \`riscv64-linux\` |
		| Triple | \`riscv64-unknown-linux-gnu\` |
		| Processor | \`riscv64\`, 64 bits, little-endian |
		| Vendor | \`unknown\` |
		| Kernel | \`linux\` |
		| ABI | \`gnu\` |
		| C library | \`glibc\` |
		| Linker | \`bfd\` |

		**Cross-compiled** on \`x86_64-linux\`, where \`qemu-riscv64\` can run its programs."
	`);
});

test("a set, on the name that it is given by, after what that name means", () => {
	const markdown = told(
		'import nixpkgs { localSystem = "x86_64-linux"; cross$0System = { system = "aarch64-linux"; isStatic = true; }; }',
	);
	expect(markdown).toContain("**`crossSystem`**: string, set of platform attributes, or null");
	expect(markdown?.split("\n---\n")[1]).toMatchInlineSnapshot(`
		"
		**\`aarch64-unknown-linux-gnu\`**

		| | |
		|---|---|
		| System | \`aarch64-linux\` |
		| Triple | \`aarch64-unknown-linux-gnu\` |
		| Processor | \`aarch64\`, 64 bits, little-endian |
		| Vendor | \`unknown\` |
		| Kernel | \`linux\` |
		| ABI | \`gnu\` |
		| C library | \`glibc\` |
		| Linker | \`bfd\` |
		| Static | programs are linked statically |
		| \`gcc\` | \`arch = "armv8-a"\` |

		**Cross-compiled** on \`x86_64-linux\`, where \`qemu-aarch64\` can run its programs."
	`);
});

/** In each, `$0` is the caret; what the hover says has both texts. */
const platforms = [
	['import nixpkgs { system = "aarch64-$0linux"; }', "| C library | `glibc` |", "**Native**: built on `aarch64-linux`"],
	['import nixpkgs { localSystem = "aarch64-dar$0win"; }', "| Vendor | `apple` |", "needs a builder of that system."],
	['import nixpkgs { crossSystem = "i686-$0linux"; system = "x86_64-linux"; }', "32 bits", "also runs its programs"],
	['import nixpkgs { crossSystem = "x86_64-$0linux"; system = "x86_64-linux"; }', "64 bits", "**Native**"],
	['import nixpkgs { crossSystem.config = "x86_64-$0w64-mingw32"; system = "x86_64-linux"; }', "`msvcrt`", "`wine`"],
	[
		'import nixpkgs { crossSystem.config = "arm-none-$0eabi"; system = "x86_64-linux"; }',
		"| Kernel | none |",
		"can't be run",
	],
	['let s = "armv7l-$0linux"; in import nixpkgs { system = s; }', "`gnueabihf`", "`fpu = "],
	[
		'{ nixpkgs.hostPlatform = "aarch64-$0linux"; nixpkgs.buildPlatform = "x86_64-linux"; }',
		'`arch = "armv8-a"`',
		"`qemu-aarch64`",
	],
	['{ nixpkgs.hostPlatform = lib.mkDefault { system = "aarch64-$0linux"; }; }', "little-endian", "**Native**"],
	['nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-$0linux" ]', "aarch64-unknown-linux-gnu", "emulation"],
	['import nixpkgs { localSystem.config = "arm-$0unknown-linux-gnu"; }', "does not take", "ambiguous"],
	[
		"import nixpkgs { crossSystem = lib.systems.examples.raspberry$0Pi; }",
		'`fpu = "vfpv2"`',
		"armv6l-unknown-linux-gnueabihf",
	],
	["pkgs.pkgsCross.mingw$0W64.hello", "An old name of `mingw-msvcrt-x86_64`.", "`msvcrt`"],
	['import nixpkgs { crossSystem = { system = "x86_64-linux"; gcc.arch = "x86-64-$0v3"; }; }', "`avx2`", "`x86-64-v2`"],
] as const;

test.each(platforms)("%s", (marked, ...texts) => {
	const markdown = told(marked);
	for (const text of texts) expect(markdown).toContain(text);
});

test.each([
	["specialArgs", "nixpkgs.lib.nixosSystem { special$0Args = { }; modules = [ ]; }"],
	["system", 'nixpkgs.lib.nixosSystem { sys$0tem = "x86_64-linux"; modules = [ ]; }'],
	["extraSpecialArgs", "home-manager.lib.homeManagerConfiguration { extraSpecial$0Args = { }; modules = [ ]; }"],
	["pkgs", "darwin.lib.darwinSystem { pk$0gs = x; modules = [ ]; }"],
])("the argument %s of a host", (name, marked) => {
	expect(told(marked)).toContain(`**\`${name}\`**: `);
});

describe("nothing is said of", () => {
	test.each([
		["a string that is no platform", 'x = "x86_$064"'],
		["a string with parts that are computed", 'import nixpkgs { system = "$' + '{cpu}-lin$0ux"; }'],
		["an architecture that is not known", 'import nixpkgs { localSystem.gcc.arch = "fast$0est"; }'],
		["an attribute that is called like an example", "lib.systems.risc$0v64"],
		["a system that is a name", "{ x86_64-lin$0ux = x; }"],
	])("%s", (_, marked) => expect(told(marked)).toBeUndefined());
});

/** The hover at the caret of an expression in a flake's outputs. */
function told(marked: string): string | undefined {
	const inner = /^x = /.test(marked) ? marked : `x = ${marked}`;
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.home-manager.url = "github:nix-community/home-manager";
  inputs.darwin.url = "github:nix-darwin/nix-darwin";
  outputs = { nixpkgs, home-manager, darwin, ... }: {
    ${inner};
  };
}`;
	const workspace = new Workspace(parse);
	workspace.set("/flake.nix", flake.replace("$0", ""));
	return hover(inventoryOf(workspace.snapshot()), "/flake.nix", flake.indexOf("$0"))?.markdown;
}
