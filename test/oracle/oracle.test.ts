import { describe, expect, test } from "vitest";
import { nix } from "../requirements.mjs";
import { compare, evaluate, evaluateTogether, parses } from "./oracle.ts";

/** A flake of two hosts on two systems. */
function flake(parts: { outputs: string; homeManager?: string; modules: Record<string, string> }) {
	const text = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
  inputs.home-manager.inputs.nixpkgs.follows = "nixpkgs";
  outputs = { self, nixpkgs, nixpkgs-unstable, home-manager }@inputs: ${parts.outputs};
}
`;
	return new Map([["/flake.nix", text], ...Object.entries(parts.modules)]);
}

const hosts = (args: string, pi = args, homeManager = "useGlobalPkgs = true;") => `{
  nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
    system = "x86_64-linux";
    specialArgs = ${args};
    modules = [
      ./packages.nix
      home-manager.nixosModules.home-manager
      { home-manager = { ${homeManager} extraSpecialArgs = ${args}; users.me = ./home.nix; }; }
    ];
  };
  nixosConfigurations.pi = nixpkgs.lib.nixosSystem {
    system = "aarch64-linux";
    specialArgs = ${pi};
    modules = [ ./packages.nix ];
  };
}`;

const nested = {
	"/packages.nix": `{ pkgs, inputs, ... }:
let unstable = import inputs.nixpkgs-unstable { inherit (pkgs) system; config.allowUnfree = true; };
in { environment.systemPackages = [ pkgs.git unstable.vscode ]; }
`,
	"/home.nix": `{ pkgs, inputs, ... }:
{ home.packages = [ pkgs.jq (import inputs.nixpkgs-unstable { inherit (pkgs) system; config.allowUnfree = true; }).discord ]; }
`,
};

const hoisted = {
	"/packages.nix": `{ pkgs, unstable, ... }: { environment.systemPackages = [ pkgs.git unstable.vscode ]; }\n`,
	"/home.nix": `{ pkgs, unstable, ... }: { home.packages = [ pkgs.jq unstable.discord ]; }\n`,
};

const shared = (config: string) =>
	`let unstable = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: import nixpkgs-unstable { inherit system; ${config} }); in`;
const args = (system: string) => `{ unstable = unstable.${system}; }`;
const x86 = args("x86_64-linux");
const arm = args("aarch64-linux");

describe.runIf(nix !== undefined)("real Nix", () => {
	const before = () => evaluate(flake({ outputs: hosts("{ inherit inputs; }"), modules: nested }));
	const after = (outputs: string) => compare(before(), evaluate(flake({ outputs, modules: hoisted })));

	test("gives the same values and fewer instances for a right hoist", () => {
		const right = after(`${shared("config.allowUnfree = true;")} ${hosts(x86, arm)}`);
		expect(right).toEqual({ differences: [], before: 5, after: 4 });
	});

	test("names what was evaluated and which instances were made", () => {
		const { values, instances } = before();
		expect(Object.keys(values)).toEqual(["nixosConfigurations.desk", "nixosConfigurations.pi"]);
		expect(values["nixosConfigurations.desk"]).toMatch(/^\/nix\/store\/\w{32}-nixos-system-nixos\.drv$/);
		const [unstable] = instances.filter((line) => line.includes("aarch64") && line.includes("nixos-unstable"));
		expect(JSON.parse(unstable ?? "")).toEqual({
			rev: "nixos-unstable",
			local: { gcc: { arch: "armv8-a" }, system: "aarch64-linux" },
			cross: null,
			config: { allowUnfree: true },
			overlays: 0,
		});
	});

	test("tells a changed config apart", () => {
		const wrong = after(`${shared("config.allowUnfree = true; config.cudaSupport = true;")} ${hosts(x86, arm)}`);
		expect(wrong.differences).toHaveLength(2);
	});

	test("tells a wrong system apart", () => {
		const { differences } = after(`${shared("config.allowUnfree = true;")} ${hosts(x86, x86)}`);
		expect(differences).toEqual([expect.stringMatching(/^nixosConfigurations\.pi: /)]);
	});

	test("tells a lost useGlobalPkgs by one more instance", () => {
		const { after: count } = after(`${shared("config.allowUnfree = true;")} ${hosts(x86, arm, "")}`);
		expect(count).toBe(5);
	});

	test("says what is wrong when a flake can't be evaluated", () => {
		const withoutConfig = () => after(`${shared("")} ${hosts(x86, arm)}`);
		expect(withoutConfig).toThrow("stub nixpkgs nixos-unstable: vscode is unfree and not allowed");
		const withoutArgument = () => after(hosts("{ inherit inputs; }"));
		expect(withoutArgument).toThrow("no module argument 'unstable'");
	});

	test("evaluates darwin and home configurations, packages and shells", () => {
		const text = `{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";
    darwin = { url = "github:nix-darwin/nix-darwin/master"; inputs.nixpkgs.follows = "nixpkgs"; };
    home-manager.url = "github:nix-community/home-manager";
    utils.url = "github:numtide/flake-utils";
  };
  outputs = { nixpkgs, darwin, home-manager, utils, ... }: {
    darwinConfigurations.mac = darwin.lib.darwinSystem { modules = [ { nixpkgs.hostPlatform = "aarch64-darwin"; } ]; };
    homeConfigurations.me = home-manager.lib.homeManagerConfiguration {
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
      modules = [ ({ pkgs, ... }: { home.packages = [ pkgs.jq ]; }) ];
    };
  } // utils.lib.eachSystem [ "x86_64-linux" ] (system:
    let pkgs = nixpkgs.legacyPackages.\${system}; in { packages.jq = pkgs.jq; devShells.default = pkgs.mkShell { }; });
}
`;
		const { values } = evaluate(new Map([["/flake.nix", text]]));
		expect(Object.keys(values).sort()).toEqual([
			"darwinConfigurations.mac",
			"devShells.x86_64-linux.default",
			"homeConfigurations.me",
			"packages.x86_64-linux.jq",
		]);
	});

	test("evaluates flake-parts", () => {
		const text = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.flake-parts.url = "github:hercules-ci/flake-parts";
  outputs = inputs@{ flake-parts, ... }: flake-parts.lib.mkFlake { inherit inputs; } {
    systems = [ "x86_64-linux" "aarch64-linux" ];
    perSystem = { pkgs, system, ... }: {
      _module.args.pkgs = import inputs.nixpkgs { inherit system; config.allowUnfree = true; };
      packages.default = pkgs.vscode;
    };
    flake.nixosConfigurations.desk = inputs.nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ]; };
  };
}
`;
		const { values, instances } = evaluate(new Map([["/flake.nix", text]]));
		expect(Object.keys(values)).toEqual([
			"nixosConfigurations.desk",
			"packages.aarch64-linux.default",
			"packages.x86_64-linux.default",
		]);
		expect(instances).toHaveLength(2);
	});

	test("evaluates several flakes in one process as it does one by one", () => {
		const right = flake({
			outputs: `${shared("config.allowUnfree = true;")} ${hosts(x86, arm)}`,
			modules: hoisted,
		});
		const nestedOne = flake({ outputs: hosts("{ inherit inputs; }"), modules: nested });
		expect(evaluateTogether([nestedOne, right])).toEqual([evaluate(nestedOne), evaluate(right)]);
		const wrong = flake({ outputs: hosts("{ inherit inputs; }"), modules: hoisted });
		expect(() => evaluateTogether([right, wrong])).toThrow(/^flake 2: .*no module argument 'unstable'/s);
	});

	test("judges whether a text can be parsed", () => {
		expect(parses("{ a, b, }: a\n")).toBe(true);
		expect(parses("{ a = ")).toBe(false);
	});
});
