import { describe, expect, it } from "vitest";
import { Workspace } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { hostName } from "../server/src/instances/module-hosts.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const input = (name: string, url: string) => `inputs.${name}.url = "${url}";`;
const inputs = `
	${input("nixpkgs", "github:NixOS/nixpkgs/nixos-25.11")}
	${input("home-manager", "github:nix-community/home-manager")}
	${input("darwin", "github:nix-darwin/nix-darwin")}
	${input("flake-parts", "github:hercules-ci/flake-parts")}
	${input("import-tree", "github:vic/import-tree")}
	${input("haumea", "github:nix-community/haumea")}
	${input("colmena", "github:zhaofengli/colmena")}
	${input("nixos-raspberrypi", "github:nvmd/nixos-raspberrypi/main")}
`;

/** The hosts of a flake whose outputs are the text given, each with its system and the files of its modules. */
function hostsOf(outputs: string, files: Readonly<Record<string, string>>): Record<string, string> {
	const workspace = new Workspace(parse);
	workspace.set("/flake.nix", `{ ${inputs} outputs = ${outputs}; }`);
	for (const [path, text] of Object.entries(files)) workspace.set(path, text);
	const hosts: Record<string, string> = {};
	for (const host of inventoryOf(workspace.snapshot()).flakes.flatMap((flake) => flake.hosts)) {
		if (host.kind === "flake-parts") continue;
		const system = host.system.force();
		const modules = host.graph().modules.flatMap(({ file }) => (file === undefined ? [] : [file]));
		hosts[hostName(host)] = [system.kind === "string" ? system.value : "?", ...modules].join(" ");
	}
	return hosts;
}

const desk = (modules: string, more = "") => `inputs: {
	nixosConfigurations.desk = inputs.nixpkgs.lib.nixosSystem {
		system = "x86_64-linux"; specialArgs = { inherit inputs; name = "a"; }; modules = ${modules}; ${more}
	};
}`;
const empty = { "/a.nix": "{ }", "/b.nix": "{ }", "/c/default.nix": "{ }" };

describe("the modules of a host", () => {
	it.each<[string, string, Readonly<Record<string, string>>, Record<string, string>]>([
		["literal paths and folders", desk("[ ./a.nix ./c ]"), empty, { desk: "x86_64-linux /a.nix /c/default.nix" }],
		[
			"a call that can be made again with other arguments",
			desk("[ ./a.nix ]").replace("nixosSystem {", "makeOverridable inputs.nixpkgs.lib.nixosSystem {"),
			empty,
			{ desk: "x86_64-linux /a.nix" },
		],
		[
			"the file that nixos-rebuild evaluates",
			`{ nixpkgs, ... }: { nixosConfigurations.desk = import "\${nixpkgs}/nixos" {
				system = "x86_64-linux"; configuration = { imports = [ ./a.nix ]; };
			}; }`,
			empty,
			{ desk: "x86_64-linux /a.nix" },
		],
		[
			"flake-parts, with functions for the outputs",
			`inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
				imports = [ { config.flake = { config, ... }: { nixosConfigurations.lap = config.make [ ./b.nix ]; }; } ];
				flake = { lib, config, ... }: {
					make = modules: inputs.nixpkgs.lib.nixosSystem { system = "x86_64-linux"; inherit modules; };
					nixosConfigurations = lib.genAttrs [ "desk" ] (name: config.make [ ./a.nix ]);
				};
			}`,
			empty,
			{ lap: "x86_64-linux /b.nix", desk: "x86_64-linux /a.nix" },
		],
		[
			"a Raspberry Pi, whose platform goes without saying",
			`{ nixos-raspberrypi, ... }@inputs: { nixosConfigurations.pi = nixos-raspberrypi.lib.nixosSystem {
				specialArgs = inputs; modules = [ ./a.nix ];
			}; }`,
			empty,
			{ pi: "aarch64-linux /a.nix" },
		],
		[
			"the nodes of a hive, whose arguments may differ",
			`{ nixpkgs, colmena, ... }: { colmenaHive = colmena.lib.makeHive {
				meta = {
					nixpkgs = import nixpkgs { system = "x86_64-linux"; };
					nodeNixpkgs.pi = import nixpkgs { system = "aarch64-linux"; };
					specialArgs = { more = ./a.nix; };
					nodeSpecialArgs.pi = { more = ./b.nix; };
				};
				defaults = ./c;
				desk = { more, ... }: { imports = [ more ]; };
				pi = { name, more, ... }: { imports = [ more ] ++ (if name == "pi" then [ ./d.nix ] else [ ]); };
				lap = { nixpkgs.hostPlatform = "aarch64-linux"; };
			}; }`,
			{ ...empty, "/d.nix": "{ }" },
			{
				desk: "x86_64-linux /c/default.nix /a.nix",
				pi: "aarch64-linux /c/default.nix /b.nix /d.nix",
				lap: "aarch64-linux /c/default.nix",
			},
		],
		[
			"paths below the flake itself",
			`{ self, nixpkgs, ... }: { nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
				system = "x86_64-linux"; modules = [ (self + /a.nix) (self + "/b.nix") "\${self}/c" /etc/nixos/local.nix ];
			}; }`,
			empty,
			{ desk: "x86_64-linux /a.nix /b.nix /c/default.nix" },
		],
		[
			"imports of modules, each file once",
			desk("[ ./top.nix ./a.nix ]"),
			{ ...empty, "/top.nix": "{ lib, ... }: { imports = [ ./a.nix ] ++ lib.optional true ./b.nix; }" },
			{ desk: "x86_64-linux /top.nix /a.nix /b.nix" },
		],
		[
			"what a condition that is not known may import",
			desk("[ ./top.nix ]"),
			{ ...empty, "/top.nix": '{ lib, ... }: { imports = lib.optionals (builtins.getEnv "X" == "") [ ./a.nix ]; }' },
			{ desk: "x86_64-linux /top.nix /a.nix" },
		],
		[
			"modules in place, curried and called",
			desk(
				'[ { imports = [ ./a.nix ]; } (import ./curried.nix 1) ({ name, ... }: { imports = [ (./. + "/${name}.nix") ./b.nix ]; }) ]',
			),
			{ ...empty, "/curried.nix": "_: { pkgs, ... }: { imports = [ ./c ]; }" },
			{ desk: "x86_64-linux /a.nix /curried.nix /c/default.nix /b.nix" },
		],
		[
			"a folder that is listed",
			desk('map (file: ./modules + "/${file}") (builtins.attrNames (builtins.readDir ./modules))'),
			{ "/modules/x.nix": "{ }", "/modules/y.nix": "{ }" },
			{ desk: "x86_64-linux /modules/x.nix /modules/y.nix" },
		],
		[
			"home-manager's users, by a name that a module defines",
			desk(
				"[ ./a.nix { home-manager.users.me = ./home/${inputs.self.host}.nix; } { home-manager.users.you.imports = [ ./b.nix ]; } ]",
			).replace("inputs: {", 'inputs: { host = "pc";'),
			{ ...empty, "/home/pc.nix": "{ }" },
			{ desk: "x86_64-linux /a.nix", "me on desk": "x86_64-linux /home/pc.nix", "you on desk": "x86_64-linux /b.nix" },
		],
		[
			"an option of one module in another's path",
			desk(
				'[ { networking.hostName = "pc"; } ({ config, ... }: { home-manager.users.me = import ./home/${config.networking.hostName}.nix; }) ]',
			),
			{ "/home/pc.nix": "{ ... }: { }" },
			{ desk: "x86_64-linux", "me on desk": "x86_64-linux /home/pc.nix" },
		],
		[
			"a platform that a module gives, even as a default",
			`{ nixpkgs, ... }: { nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./hardware.nix ]; }; }`,
			{ "/hardware.nix": '{ lib, ... }: { nixpkgs.hostPlatform = lib.mkDefault "aarch64-linux"; }' },
			{ desk: "aarch64-linux /hardware.nix" },
		],
		[
			"modules that the flake itself gives out",
			`{ self, nixpkgs, ... }: {
				nixosModules.common = ./a.nix;
				nixosConfigurations.desk = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ self.nixosModules.common ]; };
			}`,
			empty,
			{ desk: "x86_64-linux /a.nix" },
		],
		[
			"a helper in another file, called for several hosts",
			`inputs: let host = import ./lib/host.nix { inherit inputs; }; in {
				nixosConfigurations = builtins.mapAttrs (name: host name) { desk = "x86_64-linux"; pi = "aarch64-linux"; };
			}`,
			{
				"/lib/host.nix":
					"{ inputs }: name: system: inputs.nixpkgs.lib.nixosSystem { inherit system; modules = [ ../hosts/${name} ]; }",
				"/hosts/desk/default.nix": "{ }",
				"/hosts/pi/default.nix": "{ }",
			},
			{ desk: "x86_64-linux /hosts/desk/default.nix", pi: "aarch64-linux /hosts/pi/default.nix" },
		],
		[
			"eval-config.nix, and hosts of other kinds",
			`{ nixpkgs, home-manager, darwin, ... }: {
				nixosConfigurations.old = import (nixpkgs + "/nixos/lib/eval-config.nix") { system = "x86_64-linux"; modules = [ ./a.nix ]; };
				darwinConfigurations.mac = darwin.lib.darwinSystem { system = "aarch64-darwin"; modules = [ ./b.nix ]; };
				homeConfigurations.me = home-manager.lib.homeManagerConfiguration {
					pkgs = nixpkgs.legacyPackages.x86_64-linux; modules = [ ./c ];
				};
			}`,
			empty,
			{ old: "x86_64-linux /a.nix", mac: "aarch64-darwin /b.nix", me: "x86_64-linux /c/default.nix" },
		],
		[
			"flake-parts with import-tree, and modules that several files define under one name",
			"inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } (inputs.import-tree ./parts)",
			{
				"/parts/host.nix": `{ inputs, config, ... }: {
					systems = [ "x86_64-linux" ];
					flake.nixosConfigurations.desk = inputs.nixpkgs.lib.nixosSystem {
						system = "x86_64-linux"; modules = [ config.flake.modules.nixos.desk ];
					};
				}`,
				"/parts/one.nix": "{ flake.modules.nixos.desk.imports = [ ../a.nix ]; }",
				"/parts/two.nix": "{ flake.modules.nixos.desk = { pkgs, ... }: { imports = [ ../b.nix ]; }; }",
				"/parts/_ignored.nix": "{ flake.modules.nixos.desk.imports = [ ../c ]; }",
				...empty,
			},
			{ desk: "x86_64-linux /a.nix /b.nix" },
		],
		[
			"files that haumea loads",
			`inputs: let data = inputs.haumea.lib.load { src = ./hosts; inputs = { inherit inputs; }; }; in {
				nixosConfigurations = builtins.mapAttrs (_: host: host.system) data;
			}`,
			{
				"/hosts/desk.nix":
					'{ inputs }: { system = inputs.nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ../a.nix ]; }; }',
				...empty,
			},
			{ desk: "x86_64-linux /a.nix" },
		],
	])("%s", (_, outputs, files, expected) => {
		expect(hostsOf(outputs, files)).toEqual(expected);
	});

	it("says what it could not follow", () => {
		const workspace = new Workspace(parse);
		workspace.set("/flake.nix", `{ ${inputs} outputs = ${desk("[ ./gone.nix inputs.foo.module ]")}; }`);
		const [flake] = inventoryOf(workspace.snapshot()).flakes;
		expect(flake?.hosts[0]?.graph().gaps).toEqual(["there is no module /gone.nix", "there is no attribute ‘foo’"]);
	});
});
