import { expect, test } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { isKnown } from "../server/src/instances/site.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** Each stands in a function that nothing calls: nothing is known but names. The text between ‘⟦’ and ‘⟧’ is the site. */
const assumed = [
	"⟦import nixpkgs { }⟧",
	"⟦import inputs.nixpkgs-x { inherit system; }⟧",
	"⟦import inputs.unstable { inherit system; }⟧",
	"⟦import sources.nixpkgs { }⟧",
	'⟦import sources."nixos-unstable" { }⟧',
	"⟦import (import ./npins).nixpkgs { }⟧",
	'⟦import sources."nixos-${branch}" { inherit system; }⟧',
	"⟦import nixpkgsOf.${channel} { inherit system; }⟧",
	"⟦import pkgs.path { inherit system; }⟧",
	"⟦import final.path { }⟧",
	"⟦(import (nixpkgs)) { }⟧",
	"⟦builtins.import nixpkgs { }⟧",
	"let imp = import; in ⟦imp nixpkgs { }⟧",
	"with ⟦import nixpkgs { }⟧; hello",
	"(⟦import nixpkgs { }⟧).hello",
	"{ nixpkgs = ⟦import nixpkgs⟧; }",
	'⟦import (nixpkgs + "/default.nix") { }⟧',
	'⟦import "${nixpkgs}" { }⟧',
	'⟦import "${nixpkgs}/." { }⟧',
	'⟦import (fetchTarball "https://github.com/NixOS/nixpkgs/archive/${rev}.tar.gz") { }⟧',
	'⟦import (fetchTarball { url = "https://nixos.org/channels/nixos-unstable/nixexprs.tar.xz"; inherit sha256; }) { }⟧',
	'⟦import (pkgs.fetchFromGitHub { owner = "NixOS"; repo = "nixpkgs"; inherit rev; }) { }⟧',
	'⟦import (builtins.getFlake "nixpkgs/${rev}") { }⟧',
	"let patched = pkgs.applyPatches { src = nixpkgs; inherit patches; }; in ⟦import patched { }⟧",
	"let unstableTarball = f x; in ⟦import unstableTarball { config = x; }⟧",
	"⟦import (builtins.fetchTarball { inherit (sources.nixpkgs) url sha256; }) { }⟧",
	"⟦import (fetchTree (fromJSON (readFile ./flake.lock)).nodes.nixpkgs.locked) { }⟧",
	"⟦import (fetchTree lock.nodes.${nixpkgs-node}.locked) { }⟧",
	"let src = sources.nixpkgs; in ⟦import src { }⟧",
	"⟦import source { inherit system overlays; }⟧",
	"⟦import cfg.source { inherit (cfg) config; localSystem = x; }⟧",
	"let args = { inherit (cfg) config; }; more = if x then { localSystem = y; } else { }; in ⟦import cfg.source (args // more)⟧",
	"⟦import (if x then nixpkgs else y) { }⟧",
	"⟦import ./nixpkgs.nix { }⟧",
	"⟦import (flake.inputs.nixpkgs.outPath or x) { }⟧",
] as const;

test.each(assumed)("%s", (marked) => {
	expect(sitesIn(marked.replace(/[⟦⟧]/g, ""))).toEqual([/⟦(.*)⟧/.exec(marked)?.[1]]);
});

const lookAlikes = [
	'import (nixpkgs + "/nixos/lib/eval-config.nix") { inherit system; }',
	'import "${nixpkgs}/nixos" { configuration = x; }',
	"import (pkgs.path + x) { inherit system; }",
	"import sources.${name} { inherit system; }",
	'import sources."tool-${branch}" { inherit system; }',
	"import (fetchTree lock.nodes.${name}.locked) { }",
	'import "${pkgs.path}/lib"',
	"import <nixpkgs/nixos> { inherit system; }",
	"import <nixpkgs/lib>",
	"import <home-manager> { inherit pkgs; }",
	"import inputs.nixpkgs-wayland { inherit system; }",
	"import nixpkgs-config { inherit lib; }",
	"import flake-compat { src = ./.; }",
	"(import flake-compat { src = ./.; }).defaultNix",
	"import inputs.nur { inherit pkgs; nurpkgs = pkgs; }",
	'import (fetchTarball "https://github.com/mozilla/nixpkgs-mozilla/archive/master.tar.gz")',
	'import (fetchTarball { url = "https://github.com/nix-community/NUR/archive/main.tar.gz"; }) { inherit pkgs; }',
	'import (fetchTarball { url = "https://example.org/${lock.nodes.flake-compat.locked.rev}.tar.gz"; }) { src = ./.; }',
	"import (f { src = nixpkgs; }) { inherit system; }",
	"import ./x.nix { inherit system config; }",
	"import ./there { inherit system overlays; }",
	"import x { inherit system; }",
	"import x { }",
	"import x",
	"importNixpkgs nixpkgs { }",
	"f import nixpkgs",
	"let import = f; in import nixpkgs { }",
	"{ import }: import nixpkgs { }",
	"map import [ ./a.nix ]",
] as const;

test.each(lookAlikes)("nothing in: %s", (expression) => {
	expect(sitesIn(expression)).toEqual([]);
});

test("what a flake's input is called counts less than what it is", () => {
	const flake = `{
  inputs.nixpkgs-tools.url = "github:someone/tools";
  inputs.fork.url = "github:someone/nixpkgs/branch";
  outputs = inputs: { };
}`;
	expect(sitesIn("import nixpkgs-tools { inherit system overlays; }", flake)).toEqual([]);
	expect(sitesIn("import inputs.nixpkgs-tools { inherit system overlays; }", flake)).toEqual([]);
	expect(sitesIn("import inputs.fork { }", flake)).toEqual(["import inputs.fork { }"]);
});

test("an input whose URL tells nothing is known by its name", () => {
	const flake = `{
  inputs.nixpkgs.url = "@nixpkgs@";
  inputs.nixpkgs-stable.url = "path:../nixpkgs";
  inputs.nixpkgs-old.url = "github:someone/tools";
  outputs = inputs: { };
}`;
	expect(sitesIn("import nixpkgs { }", flake)).toEqual(["import nixpkgs { }"]);
	expect(sitesIn("import inputs.nixpkgs-stable { }", flake)).toEqual(["import inputs.nixpkgs-stable { }"]);
	expect(sitesIn("import inputs.nixpkgs-old { }", flake)).toEqual([]);
});

test("a name for the import makes the site its call", () => {
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: let mk = import nixpkgs; in { a = mk { system = "x86_64-linux"; }; };
}`;
	const { sites, texts } = inventory({ "/flake.nix": flake });
	expect(texts).toEqual(['mk { system = "x86_64-linux"; }']);
	expect(sites.every(isKnown)).toBe(true);
});

test("what is known is told apart from what is assumed", () => {
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: { a = import nixpkgs { }; b = x: import x.nixpkgs { }; };
}`;
	const { sites } = inventory({ "/flake.nix": flake });
	expect(sites.map(isKnown)).toEqual([true, false]);
});

test("an instance that Nix shares is known for systems of all kinds", () => {
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "riscv64-linux" ] (system:
      let shared = nixpkgs.legacyPackages.\${builtins.currentSystem or system};
      in {
        small = nixpkgs.legacyPackages.\${system}.pkgsStatic.hello;
        own = (import (shared.applyPatches { src = nixpkgs; }) { inherit system; }).hello;
      });
  };
}`;
	const { sites, otherSites } = inventory({ "/flake.nix": flake });
	expect([...sites, ...otherSites].map(({ uses }) => uses.map(({ instance }) => instance?.source.kind))).toEqual([
		["patched", "patched"],
		["input", "input"],
	]);
});

test.each([
	"⟦lib.nixosSystem { modules = x; }⟧",
	'⟦import "${nixpkgs}/nixos/lib/eval-config.nix" { modules = x; }⟧',
	'(⟦(import (nixpkgs + "/nixos")) { configuration = x; }⟧).config',
	"(⟦import <nixpkgs/nixos> { configuration = x; }⟧).system",
	"lib.nixosSystem { pkgs = x; }",
	'import "${nixpkgs}/nixos/lib/eval-config.nix" { inherit pkgs; modules = x; }',
	'import "${nixpkgs}/nixos/modules" { modules = x; }',
	'"${nixpkgs}/nixos"',
])("a host that makes an instance, by its looks: %s", (marked) => {
	const file = `{ nixpkgs, lib, pkgs, x, ... }: ${marked.replace(/[⟦⟧]/g, "")}`;
	const { otherSites } = inventory({ "/file.nix": file });
	const [, text] = /⟦(.*)⟧/.exec(marked) ?? [];
	expect(otherSites.map(({ node }) => file.slice(node.start, node.end))).toEqual(text === undefined ? [] : [text]);
});

test("a function of the flake's own makes no instance where it is called", () => {
	const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { self, nixpkgs, ... }: {
    lib.nixosSystem = name: nixpkgs.lib.nixosSystem { modules = [ ]; };
    nixosConfigurations.desk = self.lib.nixosSystem { name = "desk"; };
  };
}`;
	const { otherSites } = inventory({ "/flake.nix": flake });
	expect(otherSites.map(({ node }) => flake.slice(node.start, node.end))).toEqual([
		"nixpkgs.lib.nixosSystem { modules = [ ]; }",
	]);
});

test("home-manager makes an instance whatever it is given", () => {
	const flake = `{
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { home-manager, ... }@inputs: {
    homeConfigurations.me = home-manager.lib.homeManagerConfiguration { inherit (inputs.other) pkgs; modules = [ ]; };
  };
}`;
	expect(inventory({ "/flake.nix": flake }).otherSites.map(({ spelling, uses }) => [spelling, uses.length])).toEqual([
		["host", 1],
	]);
});

/** The texts of the imports of nixpkgs that an expression writes, in a file that is a function nothing calls. */
function sitesIn(expression: string, flake?: string): readonly string[] {
	const file = `{ nixpkgs, inputs, sources, pkgs, final, system, source, cfg, flake, x, y, f, ... }: ${expression}`;
	const files = { "/file.nix": file, "/there/default.nix": "{ }", "/x.nix": "{ ... }: { }" };
	return inventory(flake === undefined ? files : { ...files, "/flake.nix": flake }).texts;
}

function inventory(files: Record<string, string>) {
	const workspace = new Workspace(parse, Object.entries(files));
	const { sites, otherSites } = inventoryOf(workspace.snapshot());
	return { sites, otherSites, texts: sites.map(({ path, node }) => files[path]?.slice(node.start, node.end) ?? "") };
}
