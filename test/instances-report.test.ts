import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { type Report, type ReportedSite, report } from "../server/src/instances/report.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const flake = {
	"/flake.nix": `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { self, nixpkgs, nixpkgs-unstable, home-manager, ... }@inputs:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      unstable = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };
      unused = import nixpkgs { system = "x86_64-linux"; };
      pkgsFor = nixpkgs.lib.genAttrs systems (system: import nixpkgs { inherit system; });
      host = name: nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs unstable; };
        modules = [ { networking.hostName = name; nixpkgs.hostPlatform = "x86_64-linux"; } ./module.nix ];
      };
    in
    {
      packages = nixpkgs.lib.genAttrs systems (system: { hello = pkgsFor.\${system}.hello; });
      nixosConfigurations = nixpkgs.lib.genAttrs [ "desk" "lap" ] host;
      homeConfigurations.me = home-manager.lib.homeManagerConfiguration {
        pkgs = pkgsFor.x86_64-linux;
        modules = [ ];
      };
      overlays.default = import ./overlay.nix inputs;
      devShells.x86_64-linux.default = (pkgsFor.x86_64-linux.extend (final: prev: { })).pkgsCross.mingwW64.mkShell { };
      templates.basic.path = ./starter;
    };
}`,
	"/flake.lock": JSON.stringify({
		version: 7,
		root: "root",
		nodes: {
			root: { inputs: { nixpkgs: "nixpkgs", "nixpkgs-unstable": "unstable", "home-manager": "home-manager" } },
			nixpkgs: node("NixOS", "nixpkgs", "a", 1_764_000_000),
			unstable: node("NixOS", "nixpkgs", "b", 1_765_000_000),
			"home-manager": node("nix-community", "home-manager", "c", 1_765_000_000),
		},
	}),
	"/module.nix": `{ config, lib, inputs, pkgs, ... }:
let
  again = import inputs.nixpkgs-unstable { inherit (pkgs) system; config = { allowUnfree = true; }; };
in
{
  environment.systemPackages = [ again.hello ];
  services.x = lib.mkIf config.services.y.enable (import inputs.nixpkgs { system = "i686-linux"; });
}`,
	"/overlay.nix":
		"inputs: final: prev: { unstable = import inputs.nixpkgs-unstable { inherit (final) system config; }; }",
	"/shell.nix": "{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { }",
	"/starter/default.nix": "import <nixpkgs> { }",
	"/tests/a.nix": "let pkgs = import <nixpkgs> { }; in pkgs.hello",
};

const told = reportOf(flake);

test("what is told is what its JSON schema describes", () => {
	const schema = JSON.parse(readFileSync(new URL("../docs/schemas/instances.schema.json", import.meta.url), "utf8"));
	const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
	expect(validate(JSON.parse(JSON.stringify(told))), JSON.stringify(validate.errors)).toBe(true);
});

test("every site is listed once, by file and in the order of the text", () => {
	expect(told.sites.map(({ file, spelling, role, name }) => [file, spelling, role, name])).toEqual([
		["flake.nix", "import", "flake-let", "unstable"],
		["flake.nix", "import", "flake-let", "unused"],
		["flake.nix", "import", "per-system", null],
		["flake.nix", "host", "host-helper", null],
		["flake.nix", "host", "host-call", "homeConfigurations.me"],
		["flake.nix", "variant", "other", null],
		["flake.nix", "extend", "other", null],
		["module.nix", "import", "module", "again"],
		["module.nix", "import", "module", null],
		["overlay.nix", "import", "overlay", "unstable"],
		["shell.nix", "import", "formal-default", "pkgs"],
		["starter/default.nix", "import", "template", null],
		["tests/a.nix", "import", "test", "pkgs"],
	]);
	expect(new Set(told.sites.map(({ id }) => id)).size).toBe(told.sites.length);
});

test("places are offsets, lines and characters from 0", () => {
	const { start, end } = site("again");
	const text = flake["/module.nix"];
	expect(text.slice(start.offset, end.offset)).toMatch(/^import inputs\.nixpkgs-unstable \{[^;]*;[^;]*; \}; \}$/);
	expect(start).toEqual({ offset: text.indexOf("import"), line: 2, character: 10 });
});

test("a variant ends with the attribute that names it", () => {
	const variant = told.sites.find(({ spelling }) => spelling === "variant");
	expect(flake["/flake.nix"].slice(variant?.start.offset, variant?.end.offset)).toMatch(/\)\)\.pkgsCross\.mingwW64$/);
});

test("sources have the locked revision and its day", () => {
	expect(site("unstable").source).toEqual({
		kind: "input",
		input: "nixpkgs-unstable",
		rev: "b".repeat(40),
		date: "2025-12-06",
		url: "github:NixOS/nixpkgs",
	});
	expect(site("pkgs").source).toMatchObject({ kind: "lookup-path", url: "<nixpkgs>", rev: null });
});

/** What is told of instances that one function makes of two inputs; `stable` is how the second one is declared. */
function reportOfTwoInputs(stable: string) {
	return reportOf({
		"/flake.nix": `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.stable.${stable};
  outputs = { nixpkgs, stable, ... }:
    let make = source: import source { system = "x86_64-linux"; };
    in { packages.x86_64-linux = { inherit (make nixpkgs) hello; inherit (make stable) jq; }; };
}`,
	});
}

test("of a source that is not the same each time, only what is the same is told", () => {
	const { sites } = reportOfTwoInputs('url = "github:NixOS/nixpkgs/nixos-25.05"');
	expect(sites.map(({ source }) => source)).toEqual([{ kind: "input", input: null, rev: null, date: null, url: null }]);
});

test("an input that another one follows is no other source", () => {
	const { sites } = reportOfTwoInputs('follows = "nixpkgs"');
	expect(sites.map(({ source }) => source.input)).toEqual(["nixpkgs"]);
});

test("arguments have their origins, and values where these are known", () => {
	expect(site("again").arguments).toEqual([
		{ name: "system", origin: "package-set", value: "x86_64-linux" },
		{ name: "config", origin: "literal", value: { allowUnfree: true } },
	]);
	expect(site("pkgs").arguments).toEqual([]);
});

test("evaluations are counted where all of them are known", () => {
	const counts = told.sites.map(({ evaluations }) => [evaluations.count, evaluations.reasons.join(", ")]);
	expect(counts).toEqual([
		[1, "once for the flake"],
		[0, "nothing needs it"],
		[2, "2 systems"],
		[2, "2 hosts"],
		[1, "1 host"],
		[1, "once for the flake"],
		[1, "once for the flake"],
		[2, "2 hosts"],
		[null, "unknown: it depends on a condition that is not known"],
		[null, "unknown: an overlay is evaluated for each package set that has it"],
		[null, "unknown: no flake is known to evaluate this file"],
		[null, "unknown: no flake is known to evaluate this file"],
		[null, "unknown: no flake is known to evaluate this file"],
	]);
});

test("equal sites know each other, however they are written", () => {
	expect(site("again").equalTo).toEqual([site("unstable").id]);
	expect(site("unstable").equalTo).toEqual([site("again").id]);
	const [, unused, systems] = told.sites;
	expect(unused?.equalTo).toEqual([systems?.id]);
});

test("a site that gives nothing but a system might as well be legacyPackages", () => {
	expect(told.sites.filter(({ legacyPackages }) => legacyPackages).map(({ start }) => start.line)).toEqual([8, 9, 6]);
});

test("a site names the hosts that it serves", () => {
	expect(site("again").hosts).toEqual(["desk", "lap"]);
	expect(site("unstable").hosts).toEqual([]);
});

test("what stands in the call for one host serves no other host of the same file", () => {
	const { sites } = reportOf({
		"/flake.nix": `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = inputs: { nixosConfigurations = import ./hosts.nix { inherit inputs; }; };
}`,
		"/hosts.nix": `{ inputs }:
let
  system = "x86_64-linux";
  shared = import inputs.nixpkgs { inherit system; };
in
{
  a = inputs.nixpkgs.lib.nixosSystem { pkgs = import inputs.nixpkgs { inherit system; }; modules = [ ]; };
  b = inputs.nixpkgs.lib.nixosSystem { pkgs = shared; modules = [ ]; };
}`,
	});
	expect(sites.map(({ hosts }) => hosts)).toEqual([["a", "b"], ["a"]]);
});

test("a module that is no function is evaluated once, for all hosts that have it", () => {
	const host = "nixpkgs.lib.nixosSystem { modules = [ ./set.nix ]; }";
	const { sites } = reportOf({
		"/flake.nix": `{ outputs = { nixpkgs, ... }: { nixosConfigurations = { a = ${host}; b = ${host}; }; }; }`,
		"/set.nix": "{ environment.systemPackages = [ (import <nixpkgs> { }).hello ]; }",
	});
	const [set] = sites.filter(({ file }) => file === "set.nix");
	expect(set).toMatchObject({
		role: "module",
		evaluations: { count: 1, reasons: ["once for the file"] },
		hosts: ["a", "b"],
	});
});

test("systems that come from a well-known input are counted", () => {
	const outputs =
		"{ nixpkgs, systems, ... }: { p = nixpkgs.lib.genAttrs (import systems) (system: import nixpkgs { inherit system; }); }";
	const rev = "da67096a3b9bf56a91d16901293e51ba5b49a27e";
	const lock = (rev: string) => ({
		version: 7,
		root: "root",
		nodes: {
			root: { inputs: { systems: "systems" } },
			systems: { locked: { type: "github", owner: "nix-systems", repo: "default", rev }, original: {} },
		},
	});
	const evaluations = (rev: string) =>
		reportOf({ "/flake.nix": `{ outputs = ${outputs}; }`, "/flake.lock": JSON.stringify(lock(rev)) }).sites[0]
			?.evaluations;
	expect(evaluations(rev)).toEqual({ count: 4, reasons: ["4 systems"] });
	expect(evaluations("0".repeat(40))?.count).toBeNull();
});

test("flake-utils takes the systems that its own input lists", () => {
	const flake = `{
  inputs.flake-utils.url = "github:numtide/flake-utils";
  outputs = { nixpkgs, flake-utils, ... }: flake-utils.lib.eachDefaultSystem (system: {
    packages.a = (import nixpkgs { inherit system; }).hello;
  });
}`;
	const count = (rev?: string) => {
		const utils = { inputs: rev === undefined ? {} : { systems: "systems" }, locked: {}, original: {} };
		const systems = { locked: { type: "github", owner: "someone", repo: "systems", rev }, original: {} };
		const nodes = { root: { inputs: { "flake-utils": "utils" } }, utils, systems };
		const lock = JSON.stringify({ version: 7, root: "root", nodes });
		return reportOf({ "/flake.nix": flake, "/flake.lock": lock }).sites[0]?.evaluations.count;
	};
	expect(count()).toBe(4);
	expect(count("31732fcf5e8fea42e59c2488ad31a0e651500f68")).toBe(2);
	expect(count("0".repeat(40))).toBeNull();
});

test("modules of other flakes may come in lists", () => {
	const count = (more: string) => {
		const flake = `{
  outputs = { nixpkgs, tools, ... }@inputs: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; specialArgs = inputs; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = ${more}; };
  };
}`;
		const module = '{ nixpkgs, ... }: { x = import nixpkgs { system = "x86_64-linux"; }; }';
		return reportOf({ "/flake.nix": flake, "/a.nix": module }).sites.find(({ file }) => file === "a.nix")?.evaluations
			.count;
	};
	expect(count("[ ] ++ tools.modules")).toBe(1);
	expect(count("nixpkgs.lib.flatten [ tools.nixosModules.a [ tools.nixosModules.b [ ] ] ]")).toBe(1);
	expect(count("nixpkgs.lib.concatLists [ tools.a [ ] tools.b ]")).toBe(1);
	expect(count("nixpkgs.lib.flatten [ tools.nixosModules.a (tools.modulesOf ./.) ]")).toBeNull();
	expect(count("(tools.modulesOf ./.) ++ tools.modules")).toBeNull();
	expect(count("[ (_: tools.modules.a) ]")).toBe(1);
	expect(count("[ (_: tools.moduleOf ./.) ]")).toBeNull();
});

test("calls for items of a list that is not known in full are not counted", () => {
	const outputs = (systems: string) => `{ nixpkgs, flake-parts, ... }: {
		p = nixpkgs.lib.genAttrs ${systems} (system: import nixpkgs { inherit system; });
	}`;
	const count = (systems: string) =>
		reportOf({ "/flake.nix": `{ outputs = ${outputs(systems)}; }` }).sites[0]?.evaluations.count;
	expect(count('[ "x86_64-linux" "aarch64-linux" ]')).toBe(2);
	expect(count("nixpkgs.lib.systems.flakeExposed")).toBeNull();
	expect(count('([ "x86_64-linux" ] ++ nixpkgs.moreSystems)')).toBeNull();
});

test("the summary leaves templates out", () => {
	expect(told.summary).toEqual({ sites: 12, instances: 10, distinct: 8, unknown: 4 });
});

function site(name: string): ReportedSite {
	const found = told.sites.find((each) => each.name === name);
	if (found === undefined) throw new Error(`There is no site of the name ${name}`);
	return found;
}

function reportOf(files: Record<string, string>): Report {
	const workspace = new Workspace(parse);
	for (const [path, text] of Object.entries(files)) workspace.set(path, text);
	return report(inventoryOf(workspace.snapshot()));
}

function node(owner: string, repo: string, digit: string, lastModified: number) {
	const rev = digit.repeat(40);
	return { locked: { type: "github", owner, repo, rev, lastModified }, original: { type: "github", owner, repo } };
}
