import { describe, expect, test } from "vitest";
import { findingsOf } from "../../server/src/features/diagnostics.ts";
import { referencesAt } from "../../server/src/features/references.ts";
import { attribute } from "../../server/src/flake/select.ts";
import type { Value } from "../../server/src/flake/value.ts";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { testParser } from "../parser.ts";
import { fresh } from "./scenes.ts";
import { answered, told } from "./told.ts";

const parse = await testParser();

const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = { self, nixpkgs }: {
    deep.inside.of.what.nobody.asks.for = "old";
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      specialArgs = { inherit nixpkgs; };
      modules = [ ./desk.nix ];
    };
  };
}
`;

const desk = `{ nixpkgs, ... }:
let
  extra = import nixpkgs { system = "x86_64-linux"; };
in
{
  services.demo.enable = true;
  environment.systemPackages = [ extra.hello ];
}
`;

/** A workspace that has been looked at once, and counts what it parses from then on. */
function open(files: Readonly<Record<string, string>>) {
	const parsed: string[] = [];
	const workspace = new Workspace((text) => {
		parsed.push(text);
		return parse(text);
	});
	for (const [path, text] of Object.entries(files)) workspace.set(path, text);
	told(workspace.snapshot());
	parsed.length = 0;
	return { workspace, parsed };
}

describe("an edit in a comment", () => {
	test("counts where the texts of all files tell of hosts", () => {
		const files = {
			"/lib.nix":
				"{ inputs, system, ... }:\nlet pkgs = import inputs.nixpkgs { inherit system; }; in { inherit pkgs; }\n",
			"/other.nix": "{ }\n",
		};
		const { workspace } = open(files);
		const telling = "# nixosSystem\n{ }\n";
		workspace.set("/other.nix", telling);
		expect(told(workspace.snapshot())).toContain("host-helper");
		expect(told(workspace.snapshot())).toBe(
			told(fresh(new Map([...Object.entries(files), ["/other.nix", telling]])).snapshot()),
		);
	});

	test("recomputes nothing downstream", () => {
		const { workspace, parsed } = open({ "/flake.nix": flake, "/desk.nix": desk });
		const before = inventoryOf(workspace.snapshot());
		const edited = `# at the top\n${desk}`;
		workspace.set("/desk.nix", edited);
		const after = inventoryOf(workspace.snapshot());
		expect(parsed).toEqual([edited]);
		expect(after.evaluation).toBe(before.evaluation);
		expect(after.flakes).toBe(before.flakes);
		expect(after.sites).toHaveLength(1);
		expect(after.sites.every((site, index) => site === before.sites[index])).toBe(true);
	});

	test("moves findings with the text", () => {
		const { workspace } = open({ "/flake.nix": flake, "/desk.nix": desk });
		for (const edited of [
			`# a\n\n${desk}`,
			desk.replace("in\n", "in # b\n"),
			desk.replace("import", "import /* c */"),
		]) {
			workspace.set("/desk.nix", edited);
			const [finding] = findingsOf(workspace.snapshot());
			const spoken = finding && edited.slice(finding.range.start, finding.range.end);
			expect(spoken?.replace(" /* c */", "")).toBe('import nixpkgs { system = "x86_64-linux"; }');
		}
	});
});

describe("an edit of a value", () => {
	test("keeps the evaluation if it has not looked at the value", () => {
		const { workspace } = open({ "/flake.nix": flake, "/desk.nix": desk });
		const { evaluation } = inventoryOf(workspace.snapshot());
		workspace.set("/desk.nix", desk.replace("enable = true", "enable = false"));
		expect(inventoryOf(workspace.snapshot()).evaluation).toBe(evaluation);
	});

	test("evaluates anew what has been looked at", () => {
		const { workspace } = open({ "/flake.nix": flake, "/desk.nix": desk });
		const { evaluation } = inventoryOf(workspace.snapshot());
		workspace.set("/flake.nix", flake.replace("modules = [ ./desk.nix ]", "modules = [ ]"));
		expect(inventoryOf(workspace.snapshot()).evaluation).not.toBe(evaluation);
		expect(findingsOf(workspace.snapshot())).toEqual([]);
	});

	test("is seen by who asks for it later", () => {
		const { workspace } = open({ "/flake.nix": flake, "/desk.nix": desk });
		const [before] = inventoryOf(workspace.snapshot()).flakes;
		for (const value of ["new", "newer"]) workspace.set("/flake.nix", flake.replace('"old"', `"${value}"`));
		const [after] = inventoryOf(workspace.snapshot()).flakes;
		expect(after).toBe(before);
		const path = "deep inside of what nobody asks for".split(" ");
		const found = path.reduce<Value | undefined>(
			(set, name) => set && attribute(set, name),
			after?.flake.outputs.force(),
		);
		expect(found).toMatchObject({ kind: "string", value: "newer" });
	});

	test("counts if the text itself has been read", () => {
		const reading = flake.replace("inherit nixpkgs;", "inherit nixpkgs; text = builtins.readFile ./desk.nix;");
		const { workspace } = open({ "/flake.nix": reading, "/desk.nix": desk });
		const { evaluation } = inventoryOf(workspace.snapshot());
		workspace.set("/desk.nix", `# a\n${desk}`);
		expect(inventoryOf(workspace.snapshot()).evaluation).not.toBe(evaluation);
	});
});

describe("an edit of the names in a module", () => {
	const reading = `{ config, lib, extra, ... }:
{
  nixpkgs.hostPlatform = config.demo.system;
  services.tool = lib.mkIf config.demo.enable (import extra.path { system = "x86_64-linux"; });
}
`;
	const users = `{ home-manager.sharedModules = [ ({ extra, ... }: { home.packages = [ extra.hello ]; }) ]; }\n`;
	const module = `{ nixpkgs, pkgs, ... }:
let
  system = "x86_64-linux";
in
{
  demo.system = system;
  demo.enable = true;
  _module.args.extra = import nixpkgs { inherit system; };
  services.demo.enable = true;
  services.demo.port = 1;
}
`;
	const files = {
		"/flake.nix": flake.replace("[ ./desk.nix ]", "[ ./desk.nix ./reading.nix ./users.nix ]"),
		"/desk.nix": module,
		"/reading.nix": reading,
		"/users.nix": users,
		"/more.nix": '{ nixpkgs, ... }: { more = import nixpkgs { system = "aarch64-linux"; }; }\n',
	};

	/** Edits the module, compares all that is told and answered with what a new workspace says, and gives both evaluations. */
	function edit(from: string, to: string) {
		const { workspace } = open(files);
		const before = inventoryOf(workspace.snapshot()).evaluation;
		const edited = module.replace(from, to);
		expect(edited).not.toBe(module);
		workspace.set("/desk.nix", edited);
		const alone = fresh(new Map(Object.entries({ ...files, "/desk.nix": edited })));
		const [now, expected] = [workspace.snapshot(), alone.snapshot()];
		expect(told(now)).toBe(told(expected));
		for (const path of Object.keys(files)) {
			for (const { index } of (now.text(path) ?? "").matchAll(/\b\w/g)) {
				expect(answered(now, path, index)).toBe(answered(expected, path, index));
			}
		}
		return { before, after: inventoryOf(now).evaluation };
	}

	const option = "  services.demo.port = 1;\n";

	test.each([
		["one option more", option, `${option}  programs.demo.enable = true;\n`],
		["one option more, before all others", "{\n  demo.system", "{\n  programs.demo = { };\n  demo.system"],
		["one option more below others", option, `${option}  services.other.enable = true;\n`],
		["one option less", option, ""],
		["another option", option, "  programs.demo.port = 1;\n"],
		["a site more", option, `${option}  programs.demo = import nixpkgs { inherit system; };\n`],
		["one name more in a let", "let\n", "let\n  more = 1;\n"],
		["one formal more", "pkgs, ...", "pkgs, lib, ..."],
		["one formal less", "nixpkgs, pkgs", "nixpkgs"],
	])("keeps the evaluation if nobody has asked for it: %s", (_, from, to) => {
		const { before, after } = edit(from, to);
		expect(after).toBe(before);
	});

	test.each([
		["imports", option, "  imports = [ ./more.nix ];\n"],
		["the host's platform", option, '  nixpkgs.hostPlatform = "aarch64-linux";\n'],
		["settings of nixpkgs", option, "  nixpkgs.config.allowUnfree = true;\n"],
		["one more argument of modules", option, "  _module.args.pkgs = import nixpkgs { };\n"],
		["an argument of modules by another name", "args.extra", "args.other"],
		["users", option, "  home-manager.users.me = ./more.nix;\n"],
		["an option that another module reads", "  demo.system = system;\n", ""],
		["a second definition of an option that another module reads", option, '  demo.system = "aarch64-linux";\n'],
		["a name of a let that is read", "system = ", "other = "],
		["a formal that is read", "nixpkgs, pkgs", "pkgs"],
		["a module in its long form", option, "  config = { };\n"],
	])("evaluates anew what follows from it: %s", (_, from, to) => {
		const { before, after } = edit(from, to);
		expect(after).not.toBe(before);
	});
});

describe("a question between edits", () => {
	const tool = "{ extra }:\n(import extra.path { }).hello\n";
	const withTool = desk.replace(
		"services.demo",
		"services.tool = import ./tool.nix { inherit extra; };\n  services.demo",
	);
	const files = { "/flake.nix": flake, "/desk.nix": desk, "/tool.nix": tool };

	function referencesOfExtra(workspace: Workspace) {
		const inventory = inventoryOf(workspace.snapshot());
		return inventory.evaluation.ask(() => referencesAt(inventory, "/desk.nix", desk.indexOf("extra"), true));
	}

	test("is answered with what came since it was asked before", () => {
		const { workspace } = open(files);
		const { evaluation } = inventoryOf(workspace.snapshot());
		expect(referencesOfExtra(workspace)).toEqual([]);
		workspace.set("/desk.nix", withTool);
		expect(referencesOfExtra(workspace).map(({ path }) => path)).toContain("/tool.nix");
		expect(inventoryOf(workspace.snapshot()).evaluation).toBe(evaluation);
	});

	test("changes nothing of what is told later", () => {
		const { workspace } = open({ ...files, "/desk.nix": withTool });
		expect(referencesOfExtra(workspace).map(({ path }) => path)).toContain("/tool.nix");
		const edited = tool.replace("extra }", "extra, more }");
		workspace.set("/tool.nix", edited);
		const alone = fresh(new Map(Object.entries({ ...files, "/desk.nix": withTool, "/tool.nix": edited })));
		expect(told(workspace.snapshot())).toBe(told(alone.snapshot()));
	});
});

describe("several flakes in one workspace", () => {
	const files = {
		"/one/flake.nix": flake,
		"/one/desk.nix": desk,
		"/two/flake.nix": flake,
		"/two/desk.nix": desk,
		"/loose.nix": "import <nixpkgs> { }",
	};
	const edited = desk
		.replace('"x86_64-linux"', '"aarch64-linux"')
		.replace("{\n  services", "{\n  imports = [ ];\n  services");

	test("an edit in one evaluates no other anew", () => {
		const { workspace } = open(files);
		const before = inventoryOf(workspace.snapshot());
		workspace.set("/one/desk.nix", edited);
		const after = inventoryOf(workspace.snapshot());
		expect(after.flakes[0]).not.toBe(before.flakes[0]);
		expect(after.flakes[1]).toBe(before.flakes[1]);
		expect(told(workspace.snapshot())).toBe(
			told(fresh(new Map([...Object.entries(files), ["/one/desk.nix", edited]])).snapshot()),
		);
	});

	test("what is told of the others stays", () => {
		const withUser = flake
			.replace("{ self, nixpkgs }", "{ self, nixpkgs, home-manager }")
			.replace("[ ./desk.nix ]", "[ home-manager.nixosModules.home-manager { home-manager.users.me = { }; } ]");
		const declared = withUser.replace(
			"inputs.nixpkgs.url",
			'inputs.home-manager.url = "github:nix-community/home-manager";\n  inputs.nixpkgs.url',
		);
		const { workspace } = open({ ...files, "/two/flake.nix": declared });
		const rulesInTwo = () =>
			findingsOf(workspace.snapshot()).flatMap(({ path, rule }) => (path.startsWith("/two/") ? rule : []));
		expect(rulesInTwo()).toEqual(["home-manager-own-instance"]);
		workspace.set("/one/desk.nix", edited);
		expect(rulesInTwo()).toEqual(["home-manager-own-instance"]);
	});

	test("texts that are only tried out change nothing of what is known", () => {
		const { workspace } = open(files);
		const before = told(workspace.snapshot());
		const { evaluation } = inventoryOf(workspace.snapshot());
		const trial = workspace.snapshot().with(new Map([["/one/desk.nix", edited]]));
		expect(told(trial)).toBe(told(fresh(new Map([...Object.entries(files), ["/one/desk.nix", edited]])).snapshot()));
		expect(inventoryOf(trial).flakes[1]).toBe(inventoryOf(workspace.snapshot()).flakes[1]);
		expect(inventoryOf(workspace.snapshot()).evaluation).toBe(evaluation);
		expect(told(workspace.snapshot())).toBe(before);
	});

	test("all are evaluated anew if one reads files of another", () => {
		const mixed = { ...files, "/two/flake.nix": flake.replace("./desk.nix", "../one/desk.nix") };
		const { workspace } = open(mixed);
		expect(findingsOf(workspace.snapshot())[0]?.message).toContain("2 hosts");
		workspace.set("/one/desk.nix", edited);
		expect(told(workspace.snapshot())).toBe(
			told(fresh(new Map([...Object.entries(mixed), ["/one/desk.nix", edited]])).snapshot()),
		);
	});

	test("a flake that comes is found, and one that goes is forgotten", () => {
		const { workspace } = open(files);
		workspace.set("/three/flake.nix", flake.replace("./desk.nix", "../one/desk.nix"));
		expect(inventoryOf(workspace.snapshot()).flakes).toHaveLength(3);
		workspace.delete("/one/flake.nix");
		expect(inventoryOf(workspace.snapshot()).flakes.map(({ flake }) => flake.path)).toEqual([
			"/three/flake.nix",
			"/two/flake.nix",
		]);
	});
});
