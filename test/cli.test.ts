import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { applyPatch, parsePatch } from "diff";
import { describe, expect, test } from "vitest";
import { run } from "./cli-memory.ts";
import { bound, flake, nested, plain } from "./lsp-fixtures.ts";

const files = { "flake.nix": flake, "configuration.nix": nested };
/** Two modules, of which one can be fixed. */
const two = {
	"flake.nix": flake.replace("./configuration.nix", "./a.nix ./b.nix"),
	"a.nix": bound,
	"b.nix": nested,
};
const only = ["--rule", "nested-instance"];
/** A module in which two rules find something. */
const misspelt = nested.replace("{ system", "{ overlay = [ ]; system");
/** A flake that gives out a function which makes instances. */
const givesOut = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = { nixpkgs, ... }: let
    packagesFor = system: import nixpkgs { inherit system; };
  in {
    lib = { inherit packagesFor; };
    packages.x86_64-linux.a = (packagesFor "x86_64-linux").hello;
    packages.x86_64-linux.b = (packagesFor "x86_64-linux").git;
  };
}
`;
const call = 'import inputs.nixpkgs-unstable { system = "x86_64-linux"; }';

describe("the command line", () => {
	test("helps", async () => {
		const { code, out } = await run(["--help"]);
		expect(code).toBe(0);
		for (const [, name = ""] of out.matchAll(/^ {2}(\w+) /gm)) {
			expect((await run([name, "--help"])).out).toContain(`Usage: flake-hoist ${name}`);
		}
		expect(await run(["check", "nowhere", "-h"])).toMatchObject({ code: 0, err: "" });
	});

	test("says which release it is", async () => {
		const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
		expect(await run(["--version"])).toMatchObject({ code: 0, out: `${version}\n` });
	});

	test.each([
		[[], "a command is missing"],
		[["chekc"], "there is no command ‘chekc’; is ‘check’ meant?"],
		[["check", "--fix"], "Unknown option '--fix'"],
		[["check", "--format"], "Option '--format <value>' argument missing"],
		[["check", "--format", "--rule"], "Option '--format' argument is ambiguous"],
		[["check", "--format", "xml"], "--format is one of text, json, and not ‘xml’"],
		[["check", "--severity", "bad"], "--severity is one of error, warning, information, hint, and not ‘bad’"],
		[["check", "--rule", "nope"], "there is no rule ‘nope’; the rules are: chained-extend, "],
		[["check", "nowhere"], "nowhere does not exist"],
		[["fix", "--rule", "nested-instanc"], "there is no rule ‘nested-instanc’; is ‘nested-instance’ meant?"],
		[["check", "--allow", "nope"], "there is no rule ‘nope’"],
		[["explain"], "the name of a rule is missing"],
		[["explain", "nope"], "there is no page ‘nope’; the pages are: nested-instance"],
		[["explain", "a", "b"], "there is one argument too many: ‘b’"],
		[["lsp", "folder"], "there is one argument too many: ‘folder’"],
	])("says in one line why %j can't be run", async (args, reason) => {
		const { code, out, err } = await run(args, files);
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(err).toMatch(/^flake-hoist[^\n]*\n$/);
		expect(err).toContain(reason);
	});

	test("explains a rule", async () => {
		const { code, out } = await run(["explain", "nested-instance"]);
		expect({ code, out }).toEqual({ code: 0, out: "# nested-instance\n\nA page.\n" });
	});

	test("runs the language server", async () => {
		expect(await run(["lsp", "--stdio"])).toMatchObject({ code: 0, out: "the server runs\n" });
	});
});

describe("check", () => {
	test("says where a file could not be parsed", async () => {
		const { code, err } = await run(["check"], { ...files, "flake.nix": "{ outputs = inputs: { a = [ ; }; }" });
		expect({ code, err }).toEqual({
			code: 0,
			err: "flake.nix:1:28: there is a syntax error; nothing is said of what rests on it\n",
		});
	});

	test("prints findings with what explains them, and sums up", async () => {
		const { code, out } = await run(["check", ...only], files);
		const [finding, related, sum, ...rest] = out.split("\n");
		expect(finding).toMatch(/^configuration\.nix:3:19: warning: .*desktop.* \[nested-instance\]$/);
		expect(related).toBe("  flake.nix:8:37: desktop has this module");
		expect([sum, ...rest]).toEqual(["1 finding in 1 file", ""]);
		expect(code).toBe(1);
	});

	test("names a place once, however much it explains", async () => {
		const hosts = flake
			.replace(
				"nixosConfigurations.desktop = nixpkgs",
				'nixosConfigurations = nixpkgs.lib.genAttrs [ "a" "b" ] (_: nixpkgs',
			)
			.replace("      };\n    };", "      });\n    };");
		const { out } = await run(["check", ...only], { ...files, "flake.nix": hosts });
		expect(out.split("\n")[1]).toMatch(/^ {2}flake\.nix:8:\d+: a, b have this module$/);
	});

	test("is content with a flake that makes no instance needlessly", async () => {
		const { code, out, err } = await run(["check", ...only], { ...files, "configuration.nix": plain });
		expect({ code, out, err }).toEqual({ code: 0, out: "no findings\n", err: "" });
	});

	test("says that there is no flake", async () => {
		const { code, err } = await run(["check"], { "a.nix": nested });
		expect({ code, err }).toEqual({ code: 0, err: "flake-hoist: there is no flake.nix in this folder or below\n" });
	});

	test("prints what its JSON schema describes", async () => {
		const schema = JSON.parse(readFileSync(new URL("../docs/schemas/check.schema.json", import.meta.url), "utf8"));
		const { code, out } = await run(["check", "--format", "json", ...only], files);
		const result = JSON.parse(out);
		const validate = new Ajv2020().compile(schema);
		expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
		const start = nested.indexOf(call);
		expect(result.findings).toEqual([
			{
				rule: "nested-instance",
				severity: "warning",
				message: expect.stringContaining("desktop"),
				file: "configuration.nix",
				start: { offset: start, line: 2, character: 18 },
				end: { offset: start + call.length, line: 2, character: 18 + call.length },
				related: [
					{
						message: "desktop has this module",
						file: "flake.nix",
						start: { offset: flake.indexOf("nixpkgs.lib.nixosSystem"), line: 7, character: 36 },
						end: { offset: expect.any(Number), line: 11, character: 7 },
					},
				],
			},
		]);
		expect(code).toBe(1);
		expect(JSON.parse((await run(["check", "--format", "json", ...only], {})).out)).toEqual({ findings: [] });
	});

	test("looks at the rules and the severity that are asked for", async () => {
		expect(await run(["check", ...only, "--severity", "warning"], files)).toMatchObject({ code: 1 });
		expect(await run(["check", ...only, "--severity", "error"], files)).toMatchObject({ code: 0 });
	});

	test("names files as they can be opened, and in JSON relative to the folder", async () => {
		const below = { "mine/flake.nix": flake, "mine/configuration.nix": nested };
		expect((await run(["check", "mine", ...only], below)).out).toMatch(/^mine\/configuration\.nix:3:19: /);
		const { out } = await run(["check", "mine", "--format=json", ...only], below);
		expect(JSON.parse(out).findings).toMatchObject([{ file: "configuration.nix", related: [{ file: "flake.nix" }] }]);
	});

	test("takes several folders", async () => {
		const flakes = Object.fromEntries(
			["one", "two"].flatMap((name) => [
				[`${name}/flake.nix`, flake],
				[`${name}/configuration.nix`, nested],
			]),
		);
		const { out } = await run(["check", "two", "one", "--format=json", ...only], flakes);
		const found = JSON.parse(out).findings.map(({ file }: { file: string }) => file);
		expect(found).toEqual(["one/configuration.nix", "two/configuration.nix"]);
	});

	test("of a file speaks of that file alone, and takes several", async () => {
		const found = async (...paths: readonly string[]) =>
			[...(await run(["check", ...only, ...paths], two)).out.matchAll(/^(\S+?):.*\]$/gm)].map(([, file]) => file);
		expect(await found("b.nix")).toEqual(["b.nix"]);
		expect(await found("flake.nix")).toEqual([]);
		expect(await found("b.nix", "a.nix")).toEqual(["a.nix", "b.nix"]);
		expect(await found("b.nix", ".")).toEqual(["a.nix", "b.nix"]);
	});

	test("says nothing of rules that are allowed", async () => {
		const found = async (...allowed: readonly string[]) => {
			const options = allowed.flatMap((rule) => ["--allow", rule]);
			const { out } = await run(["check", ...options], { ...files, "configuration.nix": misspelt });
			return [...out.matchAll(/\[([\w-]+)\]$/gm)].map(([, rule]) => rule);
		};
		expect(await found()).toEqual(["nested-instance", "unknown-argument"]);
		expect(await found("unknown-argument")).toEqual(["nested-instance"]);
		expect(await found("unknown-argument", "nested-instance")).toEqual([]);
	});

	test("shows styles if it is to", async () => {
		const { out } = await run(["check", ...only], files, (style, text) => `‹${style} ${text}›`);
		expect(out).toContain("‹bold configuration.nix:3:19›: ‹yellow warning›: ");
		expect(out).toContain("‹bold 1 finding in 1 file›");
	});
});

describe("fix", () => {
	test("fixes what it can, and says why it can't fix the rest", async () => {
		const fixed = await run(["fix", ...only], two);
		const [done, left, sum] = fixed.out.split("\n");
		expect(done).toMatch(/^b\.nix: Hoist .* \[nested-instance\]$/);
		expect(left).toMatch(/^a\.nix:3:19: not fixed: .+ \[nested-instance\]$/);
		expect(sum).toBe("1 finding fixed in 2 files, 1 not");
		expect(fixed.code).toBe(1);
		expect(fixed.files["a.nix"]).toBe(bound);
		expect(fixed.files["b.nix"]).not.toContain("import");
		expect(fixed.files["flake.nix"]).toContain(call);
	});

	test("leaves what is allowed as it is", async () => {
		const fixed = await run(["fix", ...only, "--allow", "nested-instance"], files);
		expect(fixed).toMatchObject({ code: 0, out: "no findings\n", files });
	});

	test("leaves nothing to fix a second time", async () => {
		const fixed = await run(["fix", ...only], files);
		expect(fixed.code).toBe(0);
		const again = await run(["fix", ...only], fixed.files);
		expect(again).toMatchObject({ code: 0, out: "no findings\n", files: fixed.files });
	});

	test("with --diff writes nothing, and prints the same change as a patch", async () => {
		const windows = { ...files, "configuration.nix": nested.replaceAll("\n", "\r\n").trimEnd() };
		const shown = await run(["fix", "--diff", ...only], windows);
		const fixed = await run(["fix", ...only], windows);
		expect(shown).toMatchObject({ code: 1, files: windows });
		expect(shown.err).toMatch(/\n1 finding can be fixed in 2 files, 0 can’t\n$/);
		expect(shown.out).toMatch(/^diff --git a\/configuration\.nix b\/configuration\.nix\n--- a\/configuration\.nix\n/);
		const patched = parsePatch(shown.out).map((patch) => {
			const file = patch.newFileName?.replace("b/", "") ?? "";
			return [file, applyPatch(windows[file as keyof typeof windows], patch)];
		});
		expect(Object.fromEntries(patched)).toEqual(fixed.files);
	});

	test("with --diff ends with 0 if there is nothing to say", async () => {
		const shown = await run(["fix", "--diff", ...only], { ...files, "configuration.nix": plain });
		expect(shown).toMatchObject({ code: 0, out: "", err: "no findings\n" });
	});

	test("of a file fixes what is found in that file alone", async () => {
		const both = { ...two, "a.nix": nested };
		const fixed = await run(["fix", "b.nix", ...only], both);
		expect(fixed.code).toBe(0);
		expect(fixed.files["a.nix"]).toBe(nested);
		expect(fixed.files["b.nix"]).not.toContain("import");
	});

	test("leaves what rests on an assumption, but for --unsafe", async () => {
		const shared = { "flake.nix": givesOut };
		const rest = "‘lib.packagesFor’ is called for no other systems than x86_64-linux";
		const safe = await run(["fix", "--rule", "repeated-instance"], shared);
		expect(safe).toMatchObject({ code: 1, files: shared });
		expect(safe.out).toContain(`not fixed without --unsafe: it is right only if ${rest}`);
		const unsafe = await run(["fix", "--rule", "repeated-instance", "--unsafe"], shared);
		expect(unsafe.code).toBe(0);
		expect(unsafe.files["flake.nix"]).toContain("packagesFor = system: pkgsFor.$");
	});

	test("leaves a module that other flakes may use, but for --unsafe", async () => {
		const given = {
			...files,
			"flake.nix": flake.replace(
				"nixosConfigurations",
				"nixosModules.a = ./configuration.nix;\n    nixosConfigurations",
			),
		};
		const safe = await run(["fix", ...only], given);
		expect(safe).toMatchObject({ code: 1, files: given });
		expect(safe.out).toContain(
			"right only if no other flake uses ‘nixosModules.a’, which will ask for ‘pkgs-unstable’",
		);
		expect((await run(["fix", ...only, "--unsafe"], given)).code).toBe(0);
	});
});
