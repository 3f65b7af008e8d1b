import { describe, expect, test } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { report } from "../server/src/instances/report.ts";
import { evaluateTogether } from "./oracle/oracle.ts";
import { testParser } from "./parser.ts";
import { nix } from "./requirements.mjs";

const parse = await testParser();

/** Flakes whose every evaluation is known. */
const known = {
	"one instance for all": `
		let pkgs = import nixpkgs { system = "x86_64-linux"; }; in {
			packages.x86_64-linux = { a = pkgs.git; b = pkgs.jq; };
		}`,
	"a function is not memoised": `
		let pkgsFor = system: import nixpkgs { inherit system; }; in {
			packages.x86_64-linux = { a = (pkgsFor "x86_64-linux").git; b = (pkgsFor "x86_64-linux").jq; };
		}`,
	"a set by system is shared": `
		let pkgs = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: import nixpkgs { inherit system; }); in {
			packages.x86_64-linux = { a = pkgs.x86_64-linux.git; b = pkgs.x86_64-linux.jq; };
			packages.aarch64-linux.a = pkgs.aarch64-linux.git;
		}`,
	"a function for each system": `
		let each = f: nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: f (import nixpkgs { inherit system; })); in {
			packages = each (pkgs: { a = pkgs.git; });
			devShells = each (pkgs: { default = pkgs.mkShell { }; });
		}`,
	"flake-utils, by system": `
		let pkgs = flake-utils.lib.eachDefaultSystemMap (system: import nixpkgs { inherit system; }); in {
			packages = flake-utils.lib.eachSystemMap [ flake-utils.lib.system.x86_64-linux "aarch64-linux" ]
				(system: { a = pkgs.\${system}.git; });
		}`,
	"flake-utils, of several files": `flake-utils.lib.meld inputs [ ./packages.nix ./packages.nix ./shells.nix ]`,
	"modules of two hosts": `{
			nixosConfigurations = nixpkgs.lib.genAttrs [ "desk" "lap" ] (name: nixpkgs.lib.nixosSystem {
				system = "x86_64-linux";
				specialArgs = { inherit inputs; };
				modules = [ ./module.nix ];
			});
		}`,
	"a host with packages of its own, and a shared one": `
		let shared = import nixpkgs { system = "x86_64-linux"; }; in {
			nixosConfigurations.a = nixpkgs.lib.nixosSystem { pkgs = shared; modules = [ ./plain.nix ]; };
			nixosConfigurations.b = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./plain.nix ]; };
		}`,
	"what is not used": `
		let unused = import unstable { system = "x86_64-linux"; }; pkgs = import nixpkgs { system = "x86_64-linux"; }; in {
			packages.x86_64-linux.a = if false then unused.git else pkgs.git;
		}`,
	"a default that is given once": `
		let f = { pkgs ? import nixpkgs { system = "x86_64-linux"; } }: pkgs.git; in {
			packages.x86_64-linux = { a = f { }; b = f { pkgs = import unstable { system = "x86_64-linux"; }; }; };
		}`,
	"a helper of hosts": `
		let mkHost = name: let extra = import unstable { system = "x86_64-linux"; }; in nixpkgs.lib.nixosSystem {
			system = "x86_64-linux";
			specialArgs = { inherit extra; };
			modules = [ ({ pkgs, extra, ... }: { environment.systemPackages = [ pkgs.jq extra.git ]; }) ];
		}; in { nixosConfigurations = { desk = mkHost "desk"; lap = mkHost "lap"; pi = mkHost "pi"; }; }`,
	"a set as a module, made for each host": `
		let mkHost = name: nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [
			./plain.nix
			{ environment.systemPackages = [ (import unstable { system = "x86_64-linux"; }).jq ]; }
		]; }; in { nixosConfigurations = { desk = mkHost "desk"; lap = mkHost "lap"; }; }`,
	"an extended package set": `
		let pkgs = import nixpkgs { system = "x86_64-linux"; }; in {
			packages.x86_64-linux.a = (pkgs.extend (final: prev: { })).git;
			packages.x86_64-linux.b = (pkgs.appendOverlays [ (final: prev: { }) ]).git;
			packages.x86_64-linux.c = pkgs.git;
		}`,
	"a module beside those of another flake": `{
			nixosConfigurations.a = nixpkgs.lib.nixosSystem {
				system = "x86_64-linux";
				specialArgs = { inherit inputs; };
				modules = [ ./module.nix ];
			};
			nixosConfigurations.b = nixpkgs.lib.nixosSystem {
				system = "x86_64-linux";
				modules = with home-manager.nixosModules; [ home-manager ./plain.nix ];
			};
		}`,
	"the nodes of a hive": `{
			colmenaHive = colmena.lib.makeHive {
				meta = {
					nixpkgs = import nixpkgs { system = "x86_64-linux"; };
					nodeNixpkgs.pi = import unstable { system = "aarch64-linux"; };
					specialArgs = { inherit inputs; };
				};
				defaults = ./plain.nix;
				desk = ./module.nix;
				lap.imports = [ ./module.nix ];
				pi = { };
			};
		}`,
	"a user of home-manager": `{
			nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
				system = "x86_64-linux";
				specialArgs = { inherit inputs; };
				modules = [
					./plain.nix
					home-manager.nixosModules.home-manager
					{ home-manager.extraSpecialArgs = { inherit inputs; }; home-manager.users = { a = ./user.nix; b = ./user.nix; }; }
				];
			};
		}`,
	"a branch that the platform decides": `
		let pick = system: let pkgs = import nixpkgs { inherit system; }; in
			if pkgs.stdenv.hostPlatform.isAarch64 then (import unstable { inherit system; }).git else pkgs.git;
		in { packages = { x86_64-linux.a = pick "x86_64-linux"; aarch64-linux.a = pick "aarch64-linux"; }; }`,
	"a user of home-manager with the system's packages": `{
			nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
				system = "x86_64-linux";
				modules = [
					./plain.nix
					home-manager.nixosModules.home-manager
					{ home-manager.useGlobalPkgs = true; home-manager.users.a = { pkgs, ... }: { home.packages = [ pkgs.jq ]; }; }
				];
			};
		}`,
};

const modules = {
	"/packages.nix": `{ nixpkgs, ... }:
let pkgs = import nixpkgs { system = "x86_64-linux"; }; in { packages.x86_64-linux.a = pkgs.git; }`,
	"/shells.nix": `{ nixpkgs, ... }:
let pkgs = import nixpkgs { system = "x86_64-linux"; }; in { devShells.x86_64-linux.a = pkgs.mkShell { }; }`,
	"/module.nix": `{ pkgs, inputs, ... }:
let unstable = import inputs.unstable { inherit (pkgs) system; };
in { environment.systemPackages = [ pkgs.git unstable.jq ]; }`,
	"/plain.nix": "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git ]; }",
	"/user.nix": `{ pkgs, inputs, ... }:
{ home.packages = [ pkgs.jq (import inputs.unstable { inherit (pkgs) system; }).git ]; }`,
};

describe.runIf(nix !== undefined)("the evaluations that are counted are those of real Nix", () => {
	const flakes = Object.values(known).map(filesOf);
	const real = evaluateTogether(flakes);

	test.each(Object.keys(known).map((name, index) => [name, index] as const))("%s", (_, index) => {
		const { summary, sites } = reportOf(flakes[index] ?? new Map());
		const unknown = sites.filter(({ evaluations }) => evaluations.count === null);
		expect(unknown.map(({ id, evaluations }) => [id, ...evaluations.reasons])).toEqual([]);
		expect(summary.instances).toBe(real[index]?.instances.length);
	});
});

test("what one of several functions makes is not counted as if each of them made it", () => {
	const { sites } = reportOf(
		filesOf(`
		let
			isOdd = builtins.getEnv "ODD" != "";
			system = "x86_64-linux";
			make = if isOdd then (system: import nixpkgs { inherit system; }) else (system: import unstable { inherit system; });
			evaluate = if isOdd then nixpkgs.lib.nixosSystem else unstable.lib.nixosSystem;
		in {
			packages.x86_64-linux.a = (make system).git;
			nixosConfigurations.desk = evaluate { inherit system; modules = [ ./plain.nix ]; };
		}`),
	);
	expect(sites.map(({ spelling, evaluations }) => [spelling, evaluations.count])).toEqual([
		["import", null],
		["import", null],
		["host", null],
	]);
});

test("a flake of more text than can be read in good time is not followed to its end", () => {
	const lots = new Map(Array.from({ length: 10 }, (_, index) => [`/lots/${index}.nix`, `# ${"x".repeat(1e6)}\n{ }`]));
	const outputs = `{
		packages.x86_64-linux = builtins.mapAttrs (name: _: (import (./lots + "/\${name}")).package) (builtins.readDir ./lots);
		devShells.x86_64-linux.default = (import nixpkgs { system = "x86_64-linux"; }).mkShell { };
	}`;
	const { sites } = reportOf(new Map([...filesOf(outputs), ...lots]));
	expect(sites.map(({ evaluations }) => evaluations)).toEqual([
		{ count: null, reasons: ["unknown: the flake is too large to follow to its end"] },
	]);
});

function filesOf(outputs: string): ReadonlyMap<string, string> {
	const flake = `{
	inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
	inputs.unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
	inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
	inputs.home-manager.inputs.nixpkgs.follows = "nixpkgs";
	inputs.colmena.url = "github:zhaofengli/colmena";
	inputs.flake-utils.url = "github:numtide/flake-utils";
	outputs = { self, nixpkgs, unstable, home-manager, colmena, flake-utils }@inputs: ${outputs};
}`;
	return new Map([["/flake.nix", flake], ...Object.entries(modules)]);
}

function reportOf(files: ReadonlyMap<string, string>) {
	const workspace = new Workspace(parse);
	for (const [path, text] of files) workspace.set(path, text);
	const inventory = inventoryOf(workspace.snapshot());
	// The files of modules stand in every flake's folder, reached or not.
	const reached = report(inventory).sites.filter(({ file }) => inventory.reached.has(`/${file}`));
	return { ...report(inventory), sites: reached };
}
