import { describe, expect, test } from "vitest";
import { hover } from "../server/src/features/hover.ts";
import { bySystem, helper, home, homeInNixos, nixos } from "./features-flakes.ts";
import { inventoryFor, offsetOf } from "./features-places.ts";

const lock = `#- /flake.lock
{
  "nodes": {
    "root": { "inputs": { "nixpkgs": "nixpkgs", "nixpkgs-unstable": "unstable" } },
    "nixpkgs": {
      "locked": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "rev": "1111111111111111111111111111111111111111", "lastModified": 1764000000 },
      "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "ref": "nixos-25.11" }
    },
    "unstable": {
      "locked": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "rev": "2222222222222222222222222222222222222222", "lastModified": 1766000000 },
      "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "ref": "nixos-unstable" }
    }
  },
  "root": "root",
  "version": 7
}
`;

test("a binding, with all that is known of it", () => {
	expect(
		told(nixos + lock, "/flake.nix", 'pkgs-unst$0able = import nixpkgs-unstable { system = "x86_64'),
	).toMatchInlineSnapshot(`
		"**\`pkgs-unstable\`**: nixpkgs instance

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`, locked at \`222222222222\` of 2025-12-17

		\`\`\`nix
		import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; }
		\`\`\`

		Evaluations: 1 (once for the flake)

		Hosts: desk"
	`);
});

test("what differs by host", () => {
	expect(told(nixos + lock, "/shared.nix", "pkgs-unst$0able.htop")).toMatchInlineSnapshot(`
		"**\`pkgs-unstable\`**: nixpkgs instance, one of 2

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`, locked at \`222222222222\` of 2025-12-17

		\`\`\`nix
		import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; }
		\`\`\`

		Evaluations: 1 (once for the flake)

		Hosts: desk

		---

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`, locked at \`222222222222\` of 2025-12-17

		\`\`\`nix
		import nixpkgs-unstable { system = "aarch64-linux"; }
		\`\`\`

		Evaluations: 1 (1 host)

		Hosts: board"
	`);
});

describe("the same instance by any name", () => {
	const expected = told(nixos + lock, "/flake.nix", 'pkgs-unst$0able = import nixpkgs-unstable { system = "x86_64');

	test.each([
		["/flake.nix", "inherit pkgs-unst$0able"],
		["/desk.nix", "pkgs-unst$0able, user"],
		["/desk.nix", "with pkgs-unst$0able;"],
		["/whole.nix", "args.pkgs-unst$0able"],
	])("%s, %s", (path, at) => expect(told(nixos + lock, path, at)).toBe(expected));
});

test("what the module system makes for its host", () => {
	expect(told(nixos + lock, "/desk.nix", "{ pk$0gs,")).toMatchInlineSnapshot(`
		"**\`pkgs\`**: nixpkgs instance

		Input \`nixpkgs\`, \`github:NixOS/nixpkgs/nixos-25.11\`, locked at \`111111111111\` of 2025-11-24

		Made by the module system of the host.

		Hosts: desk"
	`);
});

test("home-manager in NixOS", () => {
	expect(told(homeInNixos + lock, "/home.nix", "pkgs-unst$0able.hello")).toMatchInlineSnapshot(`
		"**\`pkgs-unstable\`**: nixpkgs instance

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`, locked at \`222222222222\` of 2025-12-17

		\`\`\`nix
		import nixpkgs-unstable { system = "x86_64-linux"; }
		\`\`\`

		Evaluations: 1 (1 host)

		Hosts: desk, alice on desk"
	`);
});

test("home-manager alone", () => {
	expect(told(home + lock, "/home.nix", "$0newer.git")).toMatchInlineSnapshot(`
		"**\`newer\`**: nixpkgs instance

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`, locked at \`222222222222\` of 2025-12-17

		\`\`\`nix
		import nixpkgs-unstable { system = "x86_64-linux"; }
		\`\`\`

		Evaluations: 1 (once for the flake)

		Hosts: alice"
	`);
	expect(told(home + lock, "/home.nix", "$0pkgs.hello")).toMatchInlineSnapshot(`
		"**\`pkgs\`**: nixpkgs instance

		Input \`nixpkgs\`, \`github:NixOS/nixpkgs/nixos-25.11\`, locked at \`111111111111\` of 2025-11-24

		Made by the module system of the host.

		Hosts: alice"
	`);
});

test("hosts made by a function", () => {
	expect(told(helper, "/hosts/lap.nix", "$0pkgs-unstable.jq")).toMatchInlineSnapshot(`
		"**\`pkgs-unstable\`**: nixpkgs instance

		Input \`nixpkgs-unstable\`, \`github:NixOS/nixpkgs/nixos-unstable\`

		\`\`\`nix
		import nixpkgs-unstable { system = "x86_64-linux"; }
		\`\`\`

		Evaluations: 1 (once for the flake)

		Hosts: desk, lap"
	`);
});

test("instances keyed by system", () => {
	const set = told(bySystem + lock, "/flake.nix", "ne$0wer = ");
	expect(set).toContain("**`newer`**: nixpkgs instances, one for each system\n");
	expect(set).toContain("\nimport nixpkgs-unstable { inherit system; }\n");
	expect(set).toContain("Hosts: desk, board");
	expect(set).not.toContain("`system` is");
	const one = told(bySystem + lock, "/flake.nix", "newer.x86_64-li$0nux");
	expect(one).toContain("**`x86_64-linux`**: nixpkgs instance\n");
	expect(one).toContain('\n`system` is `"x86_64-linux"`\n');
	expect(told(bySystem + lock, "/shared.nix", "pkgs-unst$0able.htop")).not.toContain("`system` is");
});

test("a long call, and packages that all share", () => {
	const lines = Array.from({ length: 20 }, (_, index) => `        config.a${index} = true;`).join("\n");
	const flake = `{ outputs = { nixpkgs, ... }: {
    a = {
      long = import nixpkgs {
${lines}
      };
      shared = nixpkgs.legacyPackages.x86_64-linux;
    };
  };
}`;
	expect(told(flake, "/flake.nix", "lo$0ng =")).toMatchInlineSnapshot(`
		"**\`long\`**: nixpkgs instance

		Input \`nixpkgs\`

		\`\`\`nix
		import nixpkgs {
		  config.a0 = true;
		  config.a1 = true;
		  config.a2 = true;
		  config.a3 = true;
		  config.a4 = true;
		  config.a5 = true;
		  config.a6 = true;
		  config.a7 = true;
		  config.a8 = true;
		  config.a9 = true;
		  config.a10 = true;
		…
		\`\`\`

		Evaluations: 1 (once for the flake)"
	`);
	expect(told(flake, "/flake.nix", "sha$0red =")).toMatchInlineSnapshot(`
		"**\`shared\`**: nixpkgs instance

		Input \`nixpkgs\`

		The input's \`legacyPackages\`, which all who use it share."
	`);
});

test.each([
	["/desk.nix", "us$0er, ..."],
	["/desk.nix", "hel$0lo"],
	["/desk.nix", "$0environment"],
	["/flake.nix", "self, nixp$0kgs, nix"],
])("nothing at %s, %s", (path, at) => {
	expect(told(nixos, path, at)).toBeUndefined();
});

function told(fixture: string, path: string, at: string): string | undefined {
	const inventory = inventoryFor(fixture);
	return hover(inventory, path, offsetOf(inventory, path, at))?.markdown;
}
