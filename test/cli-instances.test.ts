import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { ReportedSite } from "../server/src/instances/report.ts";
import type { ReportedNixpkgs } from "../server/src/instances/reported-nixpkgs.ts";
import { run } from "./cli-memory.ts";
import { lockText } from "./lock-texts.ts";
import { flake, nested } from "./lsp-fixtures.ts";

/** Two hosts with one call, of which both have a module with an instance, and one has another with an equal one. */
const files = {
	"flake.nix": flake.replace(
		/nixosConfigurations[\s\S]*\};\n {4}\};/,
		`nixosConfigurations = {
        desk = nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          specialArgs = { inherit inputs; };
          modules = [ ./modules/a.nix ./modules/b.nix ];
        };
        lap = nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          specialArgs = { inherit inputs; };
          modules = [ ./modules/a.nix ];
        };
      };
    };`,
	),
	"modules/a.nix": nested,
	"modules/b.nix": nested.replaceAll("pkgs-unstable =", "fresh =").replace("pkgs-unstable.hello", "fresh.hello"),
	"shell.nix": "{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { }\n",
};

/** Of its inputs, one brings a nixpkgs that is the flake's own, and one that is not; another follows. */
const lock = lockText({
	root: { inputs: { nixpkgs: "nixpkgs", "nixpkgs-unstable": "unstable", tool: "tool", home: "home" } },
	nixpkgs: { from: "github:NixOS/nixpkgs/nixos-25.11", rev: "a".repeat(40), at: Date.UTC(2026, 2, 10) / 1000 },
	unstable: { from: "github:NixOS/nixpkgs/nixos-unstable", rev: "b".repeat(40), at: Date.UTC(2026, 4, 1) / 1000 },
	tool: { from: "github:someone/tool", inputs: { nixpkgs: "nixpkgs_2", lib: "lib" } },
	lib: { from: "github:someone/lib", inputs: { nixpkgs: "nixpkgs_3" } },
	home: { from: "github:someone/home", inputs: { nixpkgs: ["nixpkgs"] } },
	nixpkgs_2: { from: "github:NixOS/nixpkgs", rev: "c".repeat(40), at: Date.UTC(2024, 10, 1) / 1000 },
	nixpkgs_3: { from: "github:NixOS/nixpkgs/nixos-25.11", rev: "a".repeat(40), at: Date.UTC(2026, 2, 10) / 1000 },
});

test("The text is a tree by flake, host and instance, and sums up", async () => {
	const { code, out, err } = await run(["instances"], files);
	expect({ code, err }).toEqual({ code: 0, err: "" });
	expect(out).toBe(`flake.nix
├─ desk
│  ├─ the host’s own  flake.nix:9:16      nixpkgs; once (1 host)
│  ├─ pkgs-unstable   modules/a.nix:3:19  nixpkgs-unstable; system; 2 times (2 hosts); equal to modules/b.nix:3:11
│  └─ fresh           modules/b.nix:3:11  nixpkgs-unstable; system; once (1 host); equal to modules/a.nix:3:19
├─ lap
│  ├─ the host’s own  flake.nix:14:15     nixpkgs; once (1 host)
│  └─ pkgs-unstable   modules/a.nix:3:19  nixpkgs-unstable; system; 2 times (2 hosts); equal to modules/b.nix:3:11
└─ not known how often
   └─ pkgs  shell.nix:1:10  <nixpkgs>; no arguments; not known how often (no flake is known to evaluate this file)
5 instances, 3 distinct; 1 place is evaluated an unknown number of times
`);
});

test("Hosts that have the same instances are one branch, and many are not all named", async () => {
	const names = ["a", "b", "c", "d", "e", "f"];
	const hosts = names.map((name) => `"${name}"`).join(" ");
	const helper = flake
		.replace(
			"nixosConfigurations.desktop = nixpkgs",
			`nixosConfigurations = nixpkgs.lib.genAttrs [ ${hosts} ] (_: nixpkgs`,
		)
		.replace("      };\n    };", "      });\n    };");
	const { out } = await run(["instances"], { "flake.nix": helper, "configuration.nix": nested });
	expect(out).toContain("└─ a, b, c and 3 more\n");
	expect(out).toMatch(/\n12 instances, \d+ distinct\n$/);
});

test("The source is shown with its locked revision and day", async () => {
	const locked = { type: "github", owner: "NixOS", repo: "nixpkgs" };
	const lock = {
		version: 7,
		root: "root",
		nodes: {
			root: { inputs: { nixpkgs: "a", "nixpkgs-unstable": "b" } },
			a: { original: locked, locked: { ...locked, rev: "a".repeat(40), lastModified: 1 } },
			b: { original: locked, locked: { ...locked, rev: "b".repeat(40), lastModified: 1_764_000_000 } },
		},
	};
	const { out } = await run(["instances"], { ...files, "flake.lock": JSON.stringify(lock) });
	expect(out).toContain("nixpkgs (aaaaaaa);");
	expect(out).toContain("nixpkgs-unstable (bbbbbbb of 2025-11-24);");
});

test("Equal instances have one style, which no other has", async () => {
	const { out } = await run(["instances"], files, (style, text) => `‹${style} ${text}›`);
	expect(out).toContain("‹cyan pkgs-unstable›");
	expect(out).toContain("‹cyan fresh›");
	expect(out.match(/‹cyan /g)).toHaveLength(3);
});

test("The JSON is what its schema describes, and names each site by its place", async () => {
	const schema = JSON.parse(readFileSync(new URL("../docs/schemas/instances.schema.json", import.meta.url), "utf8"));
	const { code, out } = await run(["instances", "--format", "json"], files);
	const report = JSON.parse(out);
	const validate = new Ajv2020().compile(schema);
	expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
	expect(code).toBe(0);
	for (const { file, start, end } of report.sites as readonly ReportedSite[]) {
		const text = files[file as keyof typeof files];
		expect(text.split("\n")[start.line]?.slice(start.character)).toBe(text.slice(start.offset).split("\n")[0]);
		expect(text.slice(start.offset, end.offset)).toMatch(/^(import .*\}|nixpkgs\.lib\.nixosSystem [\s\S]*\})$/);
	}
});

test("Of a file only its own places are listed", async () => {
	const { out } = await run(["instances", "modules/b.nix", "--format=json"], files);
	expect(JSON.parse(out)).toMatchObject({
		sites: [{ file: "modules/b.nix", name: "fresh", hosts: ["desk"] }],
		summary: { sites: 1, instances: 1 },
	});
});

test("The chart goes from hosts over sites to sources, with equal instances in one colour", async () => {
	const { code, out } = await run(["instances", "--format", "mermaid"], files);
	expect(code).toBe(0);
	const [first, ...lines] = out.trimEnd().split("\n");
	expect(first).toBe("flowchart LR");
	for (const line of lines) {
		expect(line).toMatch(
			/^ {2}(host\d+\(\["[^"[\]{}<>]+"\]\)|site\d+\["[^"[\]{}<>]+<br\/>[^"[\]{}<>]+"\]|source\d+\[\("[^"[\]{}]+"\)\]|(host|site)\d+ --> (site|source)\d+|classDef equal\d+ fill:#[\da-f]{6},stroke:#[\da-f]{6},color:#[\da-f]{6}|class site\d+(,site\d+)+ equal\d+)$/,
		);
	}
	const node = (label: string) => lines.find((line) => line.includes(label))?.match(/\w+/)?.[0];
	const [a, b] = [node("modules/a.nix"), node("modules/b.nix")];
	const edges = lines.filter((line) => line.includes(`--> ${a}`));
	expect(edges).toEqual([`  ${node('"desk"')} --> ${a}`, `  ${node('"lap"')} --> ${a}`]);
	expect(lines).toContain(`  ${a} --> ${node('"nixpkgs-unstable"')}`);
	expect(lines).toContain(`  class ${a},${b} equal0`);
	expect(out).not.toContain("shell.nix");
});

test("What means something in the chart's language is written by its number", async () => {
	const module = 'modules/"a" [#b] {c} <d>.nix';
	const odd = {
		"flake.nix": flake.replace("./configuration.nix", `(./. + "/${module.replaceAll('"', '\\"')}")`),
		[module]: nested,
	};
	const { out } = await run(["instances", "--format", "mermaid"], odd);
	expect(out).toContain('<br/>modules/#34;a#34; #91;#35;b#93; #123;c#125; #60;d#62;.nix:3:19"]');
});

test("The text ends each flake with what its inputs bring along", async () => {
	const { out } = await run(["instances"], {
		...files,
		"flake.lock": lock,
		"dev/flake.nix": "{ outputs = _: { }; }",
		"dev/flake.lock": lock,
	});
	expect(out.slice(out.indexOf("└─ brought"))).toMatchInlineSnapshot(`
		"└─ brought along by inputs
		   ├─ tool/nixpkgs      github:NixOS/nixpkgs              ccccccc of 2024-11-01, 2 years ago
		   └─ tool/lib/nixpkgs  github:NixOS/nixpkgs/nixos-25.11  aaaaaaa of 2026-03-10, 8 months ago; the same as nixpkgs
		dev/flake.nix
		└─ brought along by inputs
		   ├─ tool/nixpkgs      github:NixOS/nixpkgs              ccccccc of 2024-11-01, 2 years ago
		   └─ tool/lib/nixpkgs  github:NixOS/nixpkgs/nixos-25.11  aaaaaaa of 2026-03-10, 8 months ago; the same as nixpkgs
		5 instances, 3 distinct; 4 nixpkgs brought along by inputs; 1 place is evaluated an unknown number of times
		"
	`);
});

test("The JSON tells of every nixpkgs in a lock, and of those that are the same files", async () => {
	const schema = JSON.parse(readFileSync(new URL("../docs/schemas/instances.schema.json", import.meta.url), "utf8"));
	const { out } = await run(["instances", "--format", "json"], { ...files, "flake.lock": lock });
	const { sites, nixpkgs } = JSON.parse(out);
	const validate = new Ajv2020().compile(schema);
	expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
	expect(sites).toHaveLength(5);
	expect(nixpkgs.map(({ inputs, equalTo }: ReportedNixpkgs) => ({ inputs, equalTo }))).toEqual([
		{ inputs: ["nixpkgs", "home/nixpkgs"], equalTo: ["flake.lock#nixpkgs_3"] },
		{ inputs: ["nixpkgs-unstable"], equalTo: [] },
		{ inputs: ["tool/nixpkgs"], equalTo: [] },
		{ inputs: ["tool/lib/nixpkgs"], equalTo: ["flake.lock#nixpkgs"] },
	]);
	expect(nixpkgs[2]).toEqual({
		id: "flake.lock#nixpkgs_2",
		flake: "flake.nix",
		inputs: ["tool/nixpkgs"],
		rev: "c".repeat(40),
		date: "2024-11-01",
		lastModified: Date.UTC(2024, 10, 1) / 1000,
		url: "github:NixOS/nixpkgs",
		equalTo: [],
	});
	const ofModule = await run(["instances", "modules/b.nix", "--format=json"], { ...files, "flake.lock": lock });
	expect(JSON.parse(ofModule.out).nixpkgs).toEqual([]);
});

test("The chart draws every nixpkgs of a lock with the inputs that lead there, the same files in one colour", async () => {
	const { out } = await run(["instances", "--format", "mermaid"], { ...files, "flake.lock": lock });
	expect(out).toMatchInlineSnapshot(`
		"flowchart LR
		  host0(["desk"])
		  host1(["lap"])
		  site0["the host’s own<br/>flake.nix:9:16"]
		  site1["the host’s own<br/>flake.nix:14:15"]
		  site2["pkgs-unstable<br/>modules/a.nix:3:19"]
		  site3["fresh<br/>modules/b.nix:3:11"]
		  flake0[["flake.nix"]]
		  input1("home")
		  input2("tool")
		  input3("lib")
		  source0[("nixpkgs<br/>aaaaaaa of 2026-03-10")]
		  source1[("nixpkgs-unstable<br/>bbbbbbb of 2026-05-01")]
		  source2[("tool/nixpkgs<br/>ccccccc of 2024-11-01")]
		  source3[("tool/lib/nixpkgs<br/>aaaaaaa of 2026-03-10")]
		  host0 --> site0
		  host0 --> site2
		  host0 --> site3
		  host1 --> site1
		  host1 --> site2
		  site0 --> source0
		  site1 --> source0
		  site2 --> source1
		  site3 --> source1
		  flake0 --> source0
		  flake0 --> input1
		  input1 -.-> source0
		  flake0 --> source1
		  flake0 --> input2
		  input2 --> source2
		  input2 --> input3
		  input3 --> source3
		  classDef equal0 fill:#bfdbfe,stroke:#475569,color:#0f172a
		  class site2,site3 equal0
		  classDef equal1 fill:#fbcfe8,stroke:#475569,color:#0f172a
		  class source0,source3 equal1
		"
	`);
});
