import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { ReportedSite } from "../server/src/instances/report.ts";
import { run } from "./cli-memory.ts";
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
