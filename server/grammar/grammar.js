// The Nix grammar of this project: the package tree-sitter-nix, extended to what Nix's own lexer.l and parser.y accept.
// Run by tree-sitter-cli (see build.mjs), which provides grammar, seq, choice and so on as globals.
import base from "tree-sitter-nix/grammar.js";

const pathChar = "[a-zA-Z0-9._+-]";
const formalList = ($) => seq(field("formal", $.formal), repeat(seq(",", field("formal", $.formal))));
const binary = (left, operator, right) => seq(field("left", left), field("operator", operator), field("right", right));
const pathPart = ($) => choice($.path_fragment, alias($._immediate_interpolation, $.interpolation));

export default grammar(base, {
	name: "nix",

	// Exactly what Nix skips, so that a no-break space is an error here too.
	extras: ($) => [/[ \t\r\n]/, $.comment],

	// With the package's own `word`, `a.in` reads as a selection, so an unfinished `a.` swallows the next keyword.
	word: ($) => $.identifier,
	reserved: {
		global: () => ["if", "then", "else", "let", "in", "inherit", "rec", "with", "assert", "or"],
	},

	externals: ($, original) => [...original, $._path_end, $._uri],

	rules: {
		// A block comment that is never closed reaches to the end: to look for its end again and again takes quadratic time.
		comment: () => token(choice(/#[^\r\n]*/, seq("/*", /([^*]|\*+[^*/])*/, optional(/\*+\//)))),

		uri_expression: ($) => $._uri,

		// A trailing comma after a formal, but none after the ellipsis.
		formals: ($) =>
			choice(
				seq("{", "}"),
				seq("{", field("ellipses", $.ellipses), "}"),
				seq("{", formalList($), optional(","), "}"),
				seq("{", formalList($), ",", field("ellipses", $.ellipses), "}"),
			),

		// The pipes bind weaker than every other operator and do not mix without parentheses.
		_expr_if: ($, original) =>
			choice(original, alias($._pipe_into, $.binary_expression), alias($._pipe_from, $.binary_expression)),
		_pipe_into: ($) => binary(choice(alias($._pipe_into, $.binary_expression), $._expr_op), "|>", $._expr_op),
		_pipe_from: ($) => binary($._expr_op, "<|", choice(alias($._pipe_from, $.binary_expression), $._expr_op)),

		// `or` is a keyword that may name an attribute, and, for old code such as `fold or false`, an argument.
		_expr_select_expression: ($, original) => choice(original, alias($._apply_or, $.apply_expression)),
		_apply_or: ($) =>
			seq(field("function", $._expr_simple), field("argument", alias($._or_variable, $.variable_expression))),
		_or_variable: ($) => field("name", alias("or", $.identifier)),
		_attr: ($) => choice($.identifier, alias("or", $.identifier), $.string_expression, $.interpolation),
		attrpath: ($) => seq(field("attr", $._attr), repeat(seq(".", field("attr", $._attr)))),

		// An `inherit` may name nothing.
		inherited_attrs: ($) => repeat1(field("attr", $._attr)),
		inherit: ($) => seq("inherit", optional(field("attrs", $.inherited_attrs)), ";"),
		inherit_from: ($) =>
			seq("inherit", "(", field("expression", $._expression), ")", optional(field("attrs", $.inherited_attrs)), ";"),

		// Nothing, not even a comment, comes between the parts of a path; `~/` stands alone only before an interpolation.
		path_expression: ($) => seq(alias($._path_start, $.path_fragment), repeat(pathPart($)), $._path_end),
		hpath_expression: ($) =>
			seq(
				choice(
					alias($._hpath_start, $.path_fragment),
					seq(alias("~/", $.path_fragment), alias($._immediate_interpolation, $.interpolation)),
				),
				repeat(pathPart($)),
				$._path_end,
			),
		_hpath_start: () => new RegExp(`~/${pathChar}(${pathChar}|/)*`),
	},
});
