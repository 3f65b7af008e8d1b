import { expect, test } from "vitest";
import { parse, parser, tree } from "./grammar-trees.ts";

const fragment = "(path_fragment)";
const interpolation = "(interpolation (variable))";
const text = "(string_fragment)";

test.each([
	["~/a", `(hpath ${fragment})`],
	["~/${x}", `(hpath ${fragment} ${interpolation})`],
	["~/${x}/b", `(hpath ${fragment} ${interpolation} ${fragment})`],
	["~/a${x}${y}", `(hpath ${fragment} ${interpolation} ${interpolation})`],
	["./a/${x}.nix", `(path ${fragment} ${interpolation} ${fragment})`],
	["/${x}", `(path ${fragment} ${interpolation})`],
	["a/b", `(path ${fragment})`],
	["./a-b+c_d.e/f", `(path ${fragment})`],
	["./a ./b", `(apply (path ${fragment}) (path ${fragment}))`],
	["./a /**/b", `(apply (path ${fragment}) (comment) (variable))`],
	["./a${x} /**/b", `(apply (path ${fragment} ${interpolation}) (comment) (variable))`],
	["(a)./b", `(apply (parenthesized (variable)) (path ${fragment}))`],
	["a / b", "(binary (variable) (variable))"],
	["<a/b-c.d>", "(spath)"],
	["a:b", "(uri)"],
	["f http://a.b/c?d=e&f", "(apply (variable) (uri))"],
	["a_b:c", "(function (identifier) (variable))"],
	["a: b", "(function (identifier) (variable))"],
])("path: %s", (source, expected) => {
	expect(tree(source)).toBe(`(source_code ${expected})`);
});

test.each([
	[
		"''${a}'${b}'''${c}''",
		`(indented_string ${interpolation} ${text} ${interpolation} (escape_sequence) ${interpolation})`,
	],
	["''''${a}''", `(indented_string (dollar_escape) ${text} ${text})`],
	["''a''\\${b}''", `(indented_string ${text} (dollar_escape) ${text} ${text})`],
	["''$${a}$''", `(indented_string ${text})`],
	["''''", "(indented_string)"],
	['"$${a}$$${b}$"', `(string ${text} ${interpolation} ${text})`],
	['"\\${a}\\\\${b}"', `(string (dollar_escape) ${text} ${text} (escape_sequence) ${interpolation})`],
	['"a # b /* c"', `(string ${text})`],
])("string: %s", (source, expected) => {
	expect(tree(source)).toBe(`(source_code ${expected})`);
});

test.each([
	["{ inherit; inherit (a); }", "(attrset (binding_set (inherit) (inherit_from (variable))))"],
	["let in a", "(let (variable))"],
	["let { a = 1; }", "(let_attrset (binding_set (binding (attrpath (identifier)) (integer))))"],
	["[ 1. .5 0.5e-3 1e3 ]", "(list (float) (float) (float) (integer) (variable))"],
	["# a\r\nb", "(comment) (variable)"],
	["a # b\rc", "(apply (variable) (comment) (variable))"],
	["/***/ a /* b **/", "(comment) (variable) (comment)"],
	["[ inherited letter if' or-a ]", "(list (variable) (variable) (variable) (variable))"],
])("%s", (source, expected) => {
	expect(tree(source)).toBe(`(source_code ${expected})`);
});

test.each(["a.in", "x: inherit", "or", "{ let = 1; }", "a\u00a0b", "{ a = 1 }", "~/", "a |>", "1 ? 2"])(
	"%j, which Nix refuses, is an error",
	(source) => {
		expect(parse(source).hasError).toBe(true);
	},
);

test("an unfinished selection does not swallow the keyword after it", () => {
	const root = parse("let\n  a = b.\nin\nc");
	expect(root.firstNamedChild?.type).toBe("let_expression");
	expect(root.firstNamedChild?.childForFieldName("body")?.text).toBe("c");
});

test.each(["a+", "a.", "1+", "a-b:", "/* ", "a < ", "./a${", '"${'])(
	"the work for a long row of %s grows with its length",
	(part) => {
		const reads = (source: string) => {
			let count = 0;
			parser.parse((at) => {
				count++;
				return source.slice(at, at + 16);
			});
			return count;
		};
		expect(reads(part.repeat(4000))).toBeLessThan(3 * reads(part.repeat(2000)));
	},
);
