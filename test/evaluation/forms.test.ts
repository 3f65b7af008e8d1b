import { describe, expect, test } from "vitest";
import { abstractValue, type Files } from "./abstract.ts";
import { show } from "./show.ts";

/** What each expression is known to give, in the notation of `show`. */
type Cases = Readonly<Record<string, string>>;

function check(name: string, cases: Cases, files?: Files): void {
	describe(name, () => {
		for (const [expression, expected] of Object.entries(cases)) {
			test(expression, () => expect(show(abstractValue(expression, files))).toBe(expected));
		}
	});
}

check("literals", {
	"7": "7",
	"1.5": "1.500",
	true: "true",
	null: "null",
	'"a\\nb"': '"a\\nb"',
	"''\n  a\n    b\n''": '"a\\n  b\\n"',
	"https://example.org/a": '"https://example.org/a"',
	"9223372036854775807": "9223372036854775807",
	"[ 1 [ 2 ] ]": "[ 1 [ 2 ] ]",
});

check("names", {
	"let a = 1; b = a; in b": "1",
	"let a = b; b = 2; in a": "2",
	"let a = 1; in let a = 2; in a": "2",
	"let a = 1; in { inherit a; }": "{ a = 1; }",
	"let s = { a = 1; b = 2; }; in { inherit (s) a b; }": "{ a = 1; b = 2; }",
	"rec { a = 1; b = a; }": "{ a = 1; b = 1; }",
	"let a = 1; in rec { inherit a; b = a; }": "{ a = 1; b = 1; }",
	"let { a = 1; body = a; }": "1",
	"with { a = 1; }; a": "1",
	"with { a = 1; }; with { a = 2; }; a": "2",
	"let a = 1; in with { a = 2; }; a": "1",
	"with { map = 1; }; map": "<function>",
	"with opaque { }; a": "?",
	"with { a = 1; }; with opaque { }; a": "?",
	"with opaque { }; with { a = 1; }; a": "1",
	"let s = with s.lib; { inherit a; lib = { a = 1; }; }; in s.a": "1",
	missing: "?",
});

check("attribute sets", {
	"{ a.b = 1; a.c = 2; }": "{ a = { b = 1; c = 2; }; }",
	"{ a = { b = 1; }; a.c = 2; }": "{ a = { b = 1; c = 2; }; }",
	"{ a = { b.c = 1; }; a.b.d = 2; }": "{ a = { b = { c = 1; d = 2; }; }; }",
	"{ a = { b = 1; }; a = { c = 2; }; }": "{ a = { b = 1; c = 2; }; }",
	"{ a = rec { b = 1; }; a.c = 2; }": "{ a = ?; }",
	'{ "a b" = 1; ${"c"} = 2; }': "{ a b = 1; c = 2; }",
	'let n = "a"; in { ${n} = 1; ${n + "b"}.c = 2; }': "{ a = 1; ab = { c = 2; }; }",
	'let n = "x"; in rec { n = "a"; ${n + "b"} = 1; }': '{ ab = 1; n = "a"; }',
	'let a = 5; n = "a"; in rec { ${n} = 1; b = a; }': "{ a = 1; b = 5; }",
	"{ ${null} = 1; }": "{ }",
	'{ a = 1; ${opaque "b"} = 2; }': "{ a = 1; ... }",
	'rec { ${opaque "b"} = 2; a = 1; }': "{ a = 1; ... }",
	"{ a = 1; b = 2; } // { b = 3; }": "{ a = 1; b = 3; }",
	"{ a = 1; b = 2; } // opaque { }": "{ a = (1 | ?); b = (2 | ?); ... }",
	"opaque { } // { a = 1; }": "{ a = 1; ... }",
	"{ a = 1; }.a": "1",
	"{ a.b.c = 1; }.a.b.c": "1",
	"{ a = 1; }.b": "?",
	"{ a = 1; }.b or 2": "2",
	"{ a = 1; }.a.b or 2": "2",
	"(1).a or 2": "2",
	"(opaque { }).a or 2": "(? | 2)",
	"(if opaque true then { a = 1; } else { }).a or 2": "(1 | 2)",
	'let n = "a"; in { a = 1; }.${n}': "1",
	"{ a.b = 1; } ? a.b": "true",
	"{ a.b = 1; } ? a.c": "false",
	"{ a = 1; } ? a.b": "false",
	"1 ? a": "false",
	"opaque { } ? a": "?",
	"({ a = 1; } // opaque { }) ? a": "true",
	'({ a = 1; ${opaque "b"} = 1; }) ? b': "?",
});

check("functions", {
	"(x: x + 1) 2": "3",
	"(x: y: x - y) 5 3": "2",
	"({ a, b }: a + b) { a = 1; b = 2; }": "3",
	"({ a, b ? a + 1 }: b) { a = 1; }": "2",
	"({ a ? b, b ? 3 }: a) { }": "3",
	"({ a, ... }@all: all.b) { a = 1; b = 2; }": "2",
	"(all@{ a ? 1 }: all ? a) { }": "false",
	"({ a ? 1 }: a) (opaque { })": "(? | 1)",
	"({ a }: a) (opaque { })": "?",
	"({ a, b ? 2 }: [ a b ]) ({ a = 1; } // opaque { })": "[ (1 | ?) (? | 2) ]",
	"{ __functor = self: x: x + self.a; a = 1; } 2": "3",
	"let go = n: if n == 0 then [ ] else [ n ] ++ go (n - 1); in go 3": "[ 3 2 1 ]",
	"1 |> (x: x + 1) |> (x: x * 2)": "4",
	"(x: x + 1) <| (x: x * 2) <| 3": "7",
	"(opaque (x: x)) 1": "?",
	"(if opaque true then x: x + 1 else x: x + 2) 1": "(2 | 3)",
	"x: x": "<function>",
});

check("operators", {
	"1 + 2 * 3 - 4": "3",
	"7 / 2": "3",
	"-7 / 2": "-3",
	"1 / 0": "?",
	"9223372036854775807 + 1": "?",
	"-(2)": "-2",
	"1 + 0.5": "1.500",
	"1 < 2": "true",
	'"a" < "b"': "true",
	'"\u{ffff}" < "\u{10000}"': "true",
	"1 == 1.0": "true",
	'1 == "1"': "false",
	"{ a = [ 1 { b = null; } ]; } == { a = [ 1 { b = null; } ]; }": "true",
	"{ a = 1; } == { a = 1; b = 2; }": "false",
	"{ } == null": "false",
	"(x: x) == null": "false",
	"(x: x) == (x: x)": "?",
	"[ 1 (opaque 2) ] == [ 1 2 ]": "?",
	"[ 1 (opaque 2) ] == [ 3 2 ]": "false",
	"let a = { b = a; }; c = { b = c; }; in a == c": "?",
	"opaque true && false": "false",
	"opaque true || true": "true",
	'false -> throw ""': "true",
	"!(opaque true)": "?",
	"[ 1 ] ++ [ 2 ]": "[ 1 2 ]",
	"[ 1 ] ++ opaque [ 2 ] ++ [ 3 ]": "[ 1 3 ... ]",
	"[ 1 ] ++ (if opaque true then [ 2 ] else [ ])": "[ 1? 2? ... ]",
	'"a" + "b"': '"ab"',
	'"a${"b"}c${toString 1}"': '"abc1"',
	'"a${opaque "b"}"': "?",
	'"${{ outPath = "x"; }}y"': '"xy"',
	'"${1}"': "?",
});

check("conditions", {
	"if true then 1 else 2": "1",
	"if opaque true then 1 else 2": "(1 | 2)",
	"if opaque true then 1 else 1": "1",
	"(if opaque true then 1 else 2) + 1": "(2 | 3)",
	"assert true; 1": "1",
	"assert opaque true; 1": "1",
	"assert false; 1": "?",
});

check("what never ends", {
	"let a = a; in a": "?",
	"let a = b + 1; b = a; in { inherit a; }": "{ a = ?; }",
	"rec { a = a; }": "{ a = ?; }",
	"let f = x: f (x + 1); in f 0": "?",
	"let f = { __functor = f; }; in f 1": "?",
	'let s = { outPath = s; }; in "${s}"': "?",
	"let x = [ x x ]; in toString x": "?",
	"builtins.length (lib.flatten (let x = [ x x ]; in x))": "?",
	"let xs = [ 1 ] ++ xs; in xs": "[ 1 ... ]",
	"builtins.foldl' (f: _: x: f (f x)) (x: x + 1) (lib.range 1 40) 0": "?",
	"(builtins.foldl' (f: _: x: f x) (x: x) (lib.range 1 1000)) 1": "?",
	"builtins.head (builtins.foldl' (xs: _: map lib.id xs) [ 1 ] (lib.range 1 1000))": "?",
	"(builtins.foldl' (s: _: s // opaque { }) { a = 1; } (lib.range 1 1000)).a": "?",
	"(builtins.foldl' lib.recursiveUpdate { } (map (n: { a.b.c = n; }) (lib.range 1 900))).a.b.c": "900",
});
