import { describe, expect, test } from "vitest";
import { repairAt } from "../server/src/features/completion/repair.ts";
import { bySystem, helper, homeInNixos, nixos } from "./features-flakes.ts";
import { parseFixture } from "./pages/fixture.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

/** A text with `$0` as the caret, and the same repaired, in which the caret's name is `$0` too. */
const repaired = [
	["import nixpkgs { sys$0 }", "import nixpkgs { $0 = null; }"],
	["import nixpkgs { $0", "import nixpkgs { $0 = null;}"],
	["import nixpkgs { sys$0 = 1; }", "import nixpkgs { $0 = 1; }"],
	["import nixpkgs { a.$0 b = 1; }", "import nixpkgs { a. $0 = null; b = 1; }"],
	["import nixpkgs { a = $0 b = 1; }", "import nixpkgs { a = $0 ; b = 1; }"],
	['import nixpkgs { a = "x$0" }', "import nixpkgs { a = $0 ; }"],
	['import nixpkgs { a = "x$0\n b = 1; }', "import nixpkgs { a = $0 ; b = 1; }"],
	["import nixpkgs { inherit $0 }", "import nixpkgs { inherit $0 ; }"],
	["import nixpkgs { inherit a $0; }", "import nixpkgs { inherit a $0 ; }"],
	["{ a, b$0 }:", "{ a, $0 }: null"],
	["{ a, $0 }", "{ a, $0 }: null"],
	["{ a = { b, $0 }: ; }", "{ a = { b, $0 }: null ; }"],
	["args@{ $0 }: a", "args@{ $0 }: a"],
	["let a = f { $0 }", "let a = f { $0 = null; }; in null"],
	["{ a = let b = 1; in f $0 }", "{ a = let b = 1; in f $0 ; }"],
	["{ a = with b; $0 }", "{ a = with b; $0 ; }"],
	["{ a = [ ( f { $0 ] }", "{ a = [ ( f { $0 = null; })]; }"],
	['{ a = "x${b.$0}y"; }', "{ a = (b. $0 ); }"],
	["{ a = rec { b = pkgs; c = 1; d = $0 }; }", "{ a = rec { b = pkgs; c = 1; d = $0 ; }; }"],
	["{ a = ''x {''; b$0 }", "{ a = ''x {''; $0 = null; }"],
	["{ a = b''; c$0 }", "{ a = b''; $0 = null; }"],
	["# {\n{ /* { */ $0 }", " { $0 = null; }"],
] as const;

test.each(repaired)("%s", (marked, expected) => {
	const offset = marked.indexOf("$0");
	const { text = "" } = repairAt(marked.replace("$0", ""), offset) ?? {};
	expect(text.replace("caret'here", "$0").replace(/\s+/g, " ")).toBe(expected.replace(/\s+/g, " "));
	expect(parse(text).errors).toEqual([]);
});

test("What is far off is left out, unless its name is to be kept", () => {
	const far = Array.from({ length: 400 }, (_, index) => `  option${index} = { enable = true; value = [ ${index} ]; };`);
	const source = `{\n${far.join("\n")}\n  use = f (g (h args));\n  a.b = { c = { d = { e } }; };\n}`;
	const offset = source.indexOf("e }") + 1;
	const { text = "" } = repairAt(source, offset) ?? {};
	expect(text).toBe("{ a.b = { c = { d = { caret'here = null; }; }; }; } ".trimEnd());
	expect(repairAt(source, offset, ["args"])?.text).toContain("use = f (g (h args));");
});

describe("No text is too broken", () => {
	test.each([nixos, homeInNixos, helper, bySystem].map((fixture, index) => [index, fixture] as const))(
		"flake %i, cut off or with a hole",
		(_, fixture) => {
			for (const text of parseFixture(fixture).files.values()) {
				for (let offset = 0; offset <= text.length; offset += 7) {
					for (const broken of [text, text.slice(0, offset), text.slice(0, offset) + text.slice(offset + 11)]) {
						const repaired = repairAt(broken, offset);
						if (repaired === undefined) continue;
						expect(repaired.range.start).toBeLessThanOrEqual(offset);
						expect(repaired.range.end).toBeGreaterThanOrEqual(offset);
						expect(repaired.text).toContain("caret'here");
					}
				}
			}
		},
	);
});
