import fc from "fast-check";
import { expect, test } from "vitest";
import type { SyntaxTree } from "../server/src/syntax/nodes.ts";
import { children, descendants } from "../server/src/syntax/walk.ts";
import { contains } from "../server/src/text/range.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const sample = `{ lib, pkgs ? null, ... }@args: # a module
let
  inherit (lib) mkIf "quoted";
  x.\${pkgs.name} = rec { a = 1; b = -a * 2; };
in
{
  imports = [ ./a.nix ../b/\${x}.nix <nixpkgs/c> ];
  config = mkIf (args ? y && !x.a or false) {
    text = ''
      one \${pkgs.hello} ''\${two}
        three
    '';
    "n \${x}" = with lib; assert true; if a == b then f (g: h) else "s\\n";
  };
}
`;

/** Children stand inside their parents, one after the other, and all ranges stand inside the text. */
function wellFormed({ root, errors, comments }: SyntaxTree, length: number): boolean {
	const inText = [root, ...errors, ...comments].every(({ start, end }) => 0 <= start && start <= end && end <= length);
	return (
		inText &&
		[...descendants(root)].every((node) => {
			let at = node.start;
			for (const child of children(node)) {
				if (child.parent !== node || child.start < at || child.end < child.start || node.end < child.end) return false;
				at = child.end;
			}
			return true;
		})
	);
}

test("the sample is a good one", () => {
	const tree = parse(sample);
	expect(tree.errors).toEqual([]);
	expect(wellFormed(tree, sample.length)).toBe(true);
});

const place = fc.nat({ max: sample.length });
const snippet = fc.oneof(
	fc.constantFrom(
		"{",
		"}",
		"[",
		"]",
		"(",
		")",
		";",
		"=",
		'"',
		"''",
		"${",
		"let ",
		" in ",
		"/*",
		"#",
		"?",
		",",
		".",
		"@",
		":",
	),
	fc.string({ unit: "binary", maxLength: 5 }),
);

test("whatever is cut out or put in, the tree is well formed and names its errors", () => {
	const edits = fc.array(fc.record({ place, length: fc.nat({ max: 40 }), snippet }), { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(edits, (all) => {
			const text = all.reduce(
				(before, edit) => before.slice(0, edit.place) + edit.snippet + before.slice(edit.place + edit.length),
				sample,
			);
			const tree = parse(text);
			expect(wellFormed(tree, text.length)).toBe(true);
			const holes = [...descendants(tree.root)].filter(({ kind }) => kind === "error");
			expect(holes.filter((hole) => !tree.errors.some((error) => contains(error, hole)))).toEqual([]);
		}),
		{ numRuns: 1000 },
	);
});
