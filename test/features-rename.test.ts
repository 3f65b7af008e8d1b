import { describe, expect, test } from "vitest";
import { renameAt, renameableAt } from "../server/src/features/rename.ts";
import { bySystem, helper, home, homeInNixos, nixos, unused } from "./features-flakes.ts";
import { changedLines, inventoryFor, offsetOf } from "./features-places.ts";

describe("NixOS", () => {
	test.each([
		["/flake.nix", 'pkgs-unst$0able = import nixpkgs-unstable { system = "x86_64'],
		["/flake.nix", 'pkgs-unst$0able = import nixpkgs-unstable { system = "aarch64'],
		["/flake.nix", "inherit pkgs-unst$0able"],
		["/desk.nix", "pkgs-unst$0able, user"],
		["/desk.nix", "pkgs-unst$0able.hello"],
		["/whole.nix", "args.pkgs-unst$0able"],
		["/shared.nix", "pkgs-unst$0able.htop"],
	])("from %s, %s", (path, at) => {
		expect(renamed(nixos, path, at)).toMatchInlineSnapshot(`
			[
			  "/desk.nix: { pkgs, fresh, user, ... }:",
			  "/desk.nix: environment.systemPackages = [ fresh.hello ];",
			  "/desk.nix: users.users.\${user}.packages = with fresh; [ git pkgs.vim ];",
			  "/flake.nix: fresh = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };",
			  "/flake.nix: specialArgs = { inherit fresh; user = "alice"; };",
			  "/flake.nix: specialArgs.fresh = import nixpkgs-unstable { system = "aarch64-linux"; };",
			  "/shared.nix: { fresh, ... }:",
			  "/shared.nix: environment.systemPackages = [ fresh.htop ];",
			  "/whole.nix: args: { environment.systemPackages = [ args.fresh.curl ]; }",
			]
		`);
	});
});

test("home-manager in NixOS", () => {
	expect(renamed(homeInNixos, "/home.nix", "pkgs-unst$0able.hello")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { fresh = import nixpkgs-unstable { system = "x86_64-linux"; }; };",
		  "/home.nix: { fresh, ... }:",
		  "/home.nix: home.packages = [ fresh.hello ];",
		  "/users.nix: { fresh, ... }:",
		  "/users.nix: home-manager.extraSpecialArgs = { inherit fresh; };",
		]
	`);
});

describe("home-manager alone: a name ends where another begins", () => {
	test("the binding", () => {
		expect(renamed(home, "/flake.nix", "unst$0able = import")).toMatchInlineSnapshot(`
			[
			  "/flake.nix: fresh = import nixpkgs-unstable { system = "x86_64-linux"; };",
			  "/flake.nix: extraSpecialArgs = { newer = fresh; };",
			]
		`);
	});

	test("the special argument", () => {
		expect(renamed(home, "/home.nix", "newer$0.git")).toMatchInlineSnapshot(`
			[
			  "/flake.nix: extraSpecialArgs = { fresh = unstable; };",
			  "/home.nix: { pkgs, fresh, ... }:",
			  "/home.nix: home.packages = [ pkgs.hello fresh.git ];",
			]
		`);
	});

	test("what the host takes under a name of its own stays", () => {
		expect(renamed(home, "/flake.nix", "pk$0gs = import")).toMatchInlineSnapshot(`
			[
			  "/flake.nix: fresh = import nixpkgs { system = "x86_64-linux"; };",
			  "/flake.nix: pkgs = fresh;",
			]
		`);
	});
});

test("hosts made by a function", () => {
	expect(renamed(helper, "/flake.nix", "pkgs-unst$0able = import")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: fresh = import nixpkgs-unstable { system = "x86_64-linux"; };",
		  "/flake.nix: mkHost = import ./lib/host.nix { inherit inputs fresh; };",
		  "/hosts/desk.nix: { fresh, ... }: { environment.systemPackages = [ fresh.fd ]; }",
		  "/hosts/lap.nix: { inputs, fresh, ... }: { environment.systemPackages = [ fresh.jq ]; }",
		  "/lib/host.nix: { inputs, fresh }: name:",
		  "/lib/host.nix: fresh;",
		]
	`);
});

test("instances keyed by system", () => {
	expect(renamed(bySystem, "/flake.nix", "default = ne$0wer")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: fresh = forAllSystems (system: import nixpkgs-unstable { inherit system; });",
		  "/flake.nix: specialArgs = { pkgs-unstable = fresh.\${system}; };",
		  "/flake.nix: devShells.x86_64-linux.default = fresh.x86_64-linux.mkShell { };",
		]
	`);
	expect(renamed(bySystem, "/flake.nix", "pkgs-un$0stable = ")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { fresh = newer.\${system}; };",
		  "/shared.nix: { fresh, ... }:",
		  "/shared.nix: environment.systemPackages = [ fresh.htop ];",
		]
	`);
});

describe("only one side of an inherit", () => {
	const one = (bindings: string) => flake(`let p = import nixpkgs { system = "x86_64-linux"; }; in { ${bindings} }`);

	test.each([
		["alone", one("packages.x = { inherit p; };"), "packages.x = { p = q; };"],
		["first of several", one("packages.x = { inherit p nixpkgs; };"), "packages.x = { inherit nixpkgs; p = q; };"],
		["last of several", one("packages.x = { inherit nixpkgs p; };"), "packages.x = { inherit nixpkgs; p = q; };"],
		["in a recursive set", one("packages.x = rec { inherit p; y = p.y; };"), "packages.x = rec { p = q; y = p.y; };"],
	])("%s", (_, fixture, line) => {
		expect(renamed(fixture, "/flake.nix", "let $0p =", "q")).toEqual([expect.stringContaining(line)]);
	});

	test("from a set", () => {
		const both = flake(`let
			set = { p = import nixpkgs { system = "x86_64-linux"; }; };
			inherit (set) p;
		in { x = p.x; y = set.p.y; }`);
		expect(renamed(both, "/flake.nix", "inherit (set) $0p", "q")).toMatchInlineSnapshot(`
			[
			  "/flake.nix: set = { q = import nixpkgs { system = "x86_64-linux"; }; };",
			  "/flake.nix: inherit (set) q;",
			  "/flake.nix: in { x = q.x; y = set.q.y; };",
			]
		`);
		const output = `{
  outputs = { self, nixpkgs }:
    let
      inherit (self)
        p # of the flake
        x
        ;
    in
    { p = import nixpkgs { system = "x86_64-linux"; }; x = 1; y = p.y; };
}`;
		expect(renamed(output, "/flake.nix", "y = $0p.y", "q")).toMatchInlineSnapshot(`
			[
			  "/flake.nix: # of the flake",
			  "/flake.nix: q = self.p;",
			  "/flake.nix: { p = import nixpkgs { system = "x86_64-linux"; }; x = 1; y = q.y; };",
			]
		`);
	});
});

test("quoted names stay quoted, and names in strings and paths are found", () => {
	const fixture = hosts('{ "p" = import nixpkgs { system = "x86_64-linux"; }; }', [
		'args@{ p, ... }: { a = "${p.hello}/bin"; b = args."p".x; c = args ? p; d = { inherit (args) p; }; }',
	]);
	expect(renamed(fixture, "/flake.nix", '"$0p"', "q")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { "q" = import nixpkgs { system = "x86_64-linux"; }; };",
		  "/m0.nix: args@{ q, ... }: { a = "\${q.hello}/bin"; b = args."q".x; c = args ? q; d = { p = args.q; }; }",
		]
	`);
});

test("names that a ‘with’ brings in", () => {
	const fixture = hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; }', ["args: with args; { x = p.x; }"]);
	expect(renamed(fixture, "/m0.nix", "x = $0p.x", "q")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { q = import nixpkgs { system = "x86_64-linux"; }; };",
		  "/m0.nix: args: with args; { x = q.x; }",
		]
	`);
});

test("names that modules read from their special arguments", () => {
	const fixture = hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; }', [
		"{ specialArgs, ... }: { x = specialArgs.p.x; imports = [ ./m1.nix ]; }",
		"{ specialArgs, ... }: let inherit (specialArgs) p; in { y = p.y; }",
	]);
	expect(renamed(fixture, "/flake.nix", "{ $0p =", "q")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { q = import nixpkgs { system = "x86_64-linux"; }; };",
		  "/m1.nix: { specialArgs, ... }: let inherit (specialArgs) q; in { y = q.y; }",
		  "/m0.nix: { specialArgs, ... }: { x = specialArgs.q.x; imports = [ ./m1.nix ]; }",
		]
	`);
});

test("names in files that are called with all arguments, though nothing asks for what they give", () => {
	const fixture = hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; }', [
		"args: { nixpkgs.overlays = import ./overlays args; }",
	]);
	const overlays = `#- /overlays/default.nix
args: map (name: import (./. + "/${"$"}{name}") (args // { more = 1; })) [ "a.nix" "b.nix" ]
#- /overlays/a.nix
{ p, ... }: final: prev: { inherit (p) hello; }
#- /overlays/b.nix
args: final: prev: { git = args.p.git; }
`;
	expect(renamed(fixture + overlays, "/flake.nix", "{ $0p =", "q")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { q = import nixpkgs { system = "x86_64-linux"; }; };",
		  "/overlays/a.nix: { q, ... }: final: prev: { inherit (q) hello; }",
		  "/overlays/b.nix: args: final: prev: { git = args.q.git; }",
		]
	`);
});

test("what modules get by _module.args", () => {
	const fixture = hosts("{ inherit nixpkgs; }", [
		'{ nixpkgs, ... }: { imports = [ ./user.nix ]; _module.args.p = import nixpkgs { system = "x86_64-linux"; }; }',
	]);
	const used = `${fixture}#- /user.nix\n{ p, ... }: { x = p.x; }\n`;
	expect(renamed(used, "/user.nix", "{ $0p,", "q")).toMatchInlineSnapshot(`
		[
		  "/m0.nix: { nixpkgs, ... }: { imports = [ ./user.nix ]; _module.args.q = import nixpkgs { system = "x86_64-linux"; }; }",
		  "/user.nix: { q, ... }: { x = q.x; }",
		]
	`);
});

test("what modules of flake-parts get for each system", () => {
	const fixture = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.flake-parts.url = "github:hercules-ci/flake-parts";
  outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
    systems = [ "x86_64-linux" "aarch64-linux" ];
    imports = [ ./shell.nix ];
    perSystem = { system, ... }: {
      _module.args.p = import inputs.nixpkgs { inherit system; };
    };
  };
}
#- /shell.nix
{
  perSystem = { p, ... }: { devShells.default = p.mkShell { }; };
}
`;
	expect(renamed(fixture, "/shell.nix", "{ $0p,", "q")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: _module.args.q = import inputs.nixpkgs { inherit system; };",
		  "/shell.nix: perSystem = { q, ... }: { devShells.default = q.mkShell { }; };",
		]
	`);
});

test("what a name means elsewhere stays", () => {
	const fixture = hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; }', [
		"{ p, ... }: { a = let p = 1; in p; b = p.p; c.p = { p = 2; }.p; d = p: p; e = rec { p = 3; q = p; }; }",
	]);
	expect(renamed(fixture, "/m0.nix", "b = $0p.p", "fresh")).toMatchInlineSnapshot(`
		[
		  "/flake.nix: specialArgs = { fresh = import nixpkgs { system = "x86_64-linux"; }; };",
		  "/m0.nix: { fresh, ... }: { a = let p = 1; in p; b = fresh.p; c.p = { p = 2; }.p; d = p: p; e = rec { p = 3; q = p; }; }",
		]
	`);
});

describe("refused", () => {
	const passed = (...modules: string[]) =>
		hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; n = 1; }', modules);
	const uses = "{ p, ... }: { x = p.x; }";

	test.each([
		["no name", passed(uses), "1p", "‘1p’ is no name in Nix"],
		["a keyword", passed(uses), "let", "‘let’ is no name in Nix"],
		["a builtin", passed(uses), "map", "‘map’ is a name of Nix itself"],
		["an argument of every module", passed(uses), "config", "modules of h get a ‘config’ already"],
		["another special argument", passed(uses), "n", "line 5 of flake.nix binds ‘n’ already"],
		[
			"an argument of the module",
			passed("{ p, q, ... }: p.x"),
			"q",
			"‘q’ is bound already where line 1 of m0.nix binds ‘p’",
		],
		["an argument of another module", passed(uses, "{ q, ... }: { }"), "q", "line 1 of m1.nix takes a ‘q’ already"],
		[
			"a name used in the module",
			passed("{ p, pkgs, ... }: with pkgs; [ p.x q ]"),
			"q",
			"line 1 of m0.nix uses another ‘q’",
		],
		[
			"a name that hides the use",
			passed("{ p, ... }: let q = 1; in p.x"),
			"q",
			"line 1 of m0.nix would read another ‘q’",
		],
		[
			"a computed name",
			passed(uses, "args: { x = args.${f}; }"),
			"q",
			"line 1 of m1.nix may read ‘p’ by a computed name",
		],
		[
			"an unknown function",
			passed(uses, "{ lib, ... }@args: f args"),
			"q",
			"line 1 of m1.nix may read ‘p’ by a computed name",
		],
		[
			"a computed name, in the special arguments",
			passed(uses, "{ specialArgs, ... }: { x = specialArgs.${f}; }"),
			"q",
			"line 1 of m1.nix may read ‘p’ by a computed name",
		],
		[
			"a part",
			hosts('{ p.x86_64-linux = import nixpkgs { system = "x86_64-linux"; }; }', [uses]),
			"q",
			"line 5 of flake.nix binds a part of ‘p’ only",
		],
	])("%s", (_, fixture, newName, reason) => {
		expect(renamed(fixture, "/m0.nix", "{ $0p,", newName)).toBe(reason);
	});

	test("special arguments that are not all known", () => {
		const fixture = hosts('{ p = import nixpkgs { system = "x86_64-linux"; }; } // builtins.getEnv "X"', [uses]);
		expect(renamed(fixture, "/m0.nix", "{ $0p,", "q")).toMatchInlineSnapshot(
			`"the special arguments of h are not all known: what the builtin ‘getEnv’ gives is not known"`,
		);
	});

	test.each([
		["takes it", uses],
		["reads it from all its arguments", "args: { x = args.p.x; }"],
		["reads it from the special arguments", "{ specialArgs, ... }: { x = specialArgs.p.x; }"],
		["inherits it from all its arguments", "args: let inherit (args) p; in { x = p.x; }"],
	])("a module that nothing is known to import %s", (_, module) => {
		expect(renamed(`${passed(uses)}#- /hidden.nix\n${module}\n`, "/m0.nix", "{ $0p,", "q")).toBe(
			"line 1 of hidden.nix takes ‘p’ too, and what gives it is not known",
		);
	});

	test("a syntax error where the name may be", () => {
		const broken = passed(uses, "{ p, ... }: { x = p.; }");
		expect(renamed(broken, "/m0.nix", "{ $0p,", "q")).toBe("there is a syntax error in m1.nix");
	});

	test("not for a module of another flake", () => {
		const other = `#- /other/flake.nix\n${flake("{ }")}#- /other/module.nix\n${uses}\n`;
		expect(renamed(passed(uses) + other, "/m0.nix", "{ $0p,", "q")).toHaveLength(2);
	});

	test.each(["sets.${x}", "builtins.attrNames sets", "map f (sets // { })"])(
		"a set that %s reads as a whole",
		(read) => {
			const fixture = flake(`let sets = { p = import nixpkgs { system = "x86_64-linux"; }; };
			in { a = sets.p.x; b = ${read}; }`);
			expect(renamed(fixture, "/flake.nix", "a = sets.$0p.x", "q")).toBe(
				"line 5 of flake.nix may read ‘p’ by a computed name",
			);
		},
	);

	test("a function that is called with what is not known", () => {
		const fixture = flake(`let
			f = { p }: p.x;
			p = import nixpkgs { system = "x86_64-linux"; };
		in { a = f { inherit p; }; b = f (builtins.fromJSON x); }`);
		expect(renamed(fixture, "/flake.nix", "f = { $0p }", "q")).toMatchInlineSnapshot(
			`"what gives ‘p’ to line 5 of flake.nix is not known"`,
		);
	});

	test("the packages that the module system gives", () => {
		expect(renamed(home, "/home.nix", "{ $0pkgs", "q")).toBe("the module system gives modules ‘pkgs’");
	});

	test("an output", () => {
		const fixture = flake('{ p = import nixpkgs { system = "x86_64-linux"; }; }');
		expect(renamed(fixture, "/flake.nix", "{ $0p =", "q")).toBe("‘p’ is an output of the flake, which others may use");
	});
});

describe("not ours", () => {
	test.each([
		["/desk.nix", "us$0er, ..."],
		["/desk.nix", "hel$0lo"],
		["/unused.nix", "pkgs-unst$0able.fish"],
	])("%s, %s", (path, at) => {
		expect(renamed(nixos + unused, path, at)).toBeUndefined();
		const inventory = inventoryFor(nixos + unused);
		expect(renameableAt(inventory, path, offsetOf(inventory, path, at))).toBeUndefined();
	});
});

test("what can be renamed is known beforehand", () => {
	const inventory = inventoryFor(home);
	const at = (path: string, marked: string) => renameableAt(inventory, path, offsetOf(inventory, path, marked));
	expect(at("/home.nix", "newer$0.git")).toMatchObject({ name: "newer" });
	expect(at("/home.nix", "{ $0pkgs")).toEqual({ refusal: "the module system gives modules ‘pkgs’" });
});

/** A flake of one file. */
function flake(outputs: string): string {
	return `{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs";\n  outputs = { nixpkgs, ... }:\n${outputs};\n}\n`;
}

/** A flake with a host that has these special arguments and modules. */
function hosts(specialArgs: string, modules: readonly string[]): string {
	const list = modules.map((_, index) => `./m${index}.nix`).join(" ");
	const host = `nixpkgs.lib.nixosSystem {\nspecialArgs = ${specialArgs};\nmodules = [ ${list} ]; }`;
	const files = modules.map((text, index) => `#- /m${index}.nix\n${text}\n`).join("");
	return `#- /flake.nix\n${flake(`{ nixosConfigurations.h = ${host}; }`)}${files}`;
}

function renamed(fixture: string, path: string, at: string, newName = "fresh"): string[] | string | undefined {
	const inventory = inventoryFor(fixture);
	const offset = offsetOf(inventory, path, at);
	const result = renameAt(inventory, path, offset, newName);
	if (result === undefined) return undefined;
	return "refusal" in result ? result.refusal : changedLines(inventory, result.edits);
}
