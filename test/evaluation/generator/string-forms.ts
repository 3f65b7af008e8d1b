import { exactly, ints } from "./any-forms.ts";
import type { Type } from "./types.ts";
import type { Form } from "./writer.ts";
import { bind, leaf } from "./writer.ts";

/** Forms that have a string. */
export const string: readonly [Form, ...Form[]] = [
	leaf,
	(w, _, scope) => `"a\${${w.write("string", scope)}}b\${${w.write("string", scope)}}"`,
	(w, _, scope) => `''\n  a\n    \${${w.write("string", scope)}}\n  b''`,
	(w, _, scope) => `${w.write("string", scope)} + ${w.write("string", scope)}`,
	(w, _, scope) => `builtins.concatStringsSep ${w.write("string", scope)} ${w.write({ list: "string" }, scope)}`,
	(w, _, scope) => {
		const type = w.type();
		const f = `(s: ${w.write("string", bind(scope, [["s", type]]))})`;
		return `${w.pick(["lib.concatMapStrings", 'lib.concatMapStringsSep ":"'])} ${f} ${w.write({ list: type }, scope)}`;
	},
	(w, _, scope) => {
		const f = `(n: v: ${w.write(
			"string",
			bind(scope, [
				["n", "string"],
				["v", "int"],
			]),
		)})`;
		return `lib.concatMapAttrsStringSep "," ${f} ${ints(w, scope)}`;
	},
	(w, _, scope) => `toString ${w.write(w.pick<Type>(["int", "bool", "string", { list: "int" }]), scope)}`,
	(w, _, scope) => `lib.${w.pick(["concatLines", "concatStrings"])} ${w.write({ list: "string" }, scope)}`,
	(w, _, scope) => `builtins.typeOf ${w.write(w.type(), scope)}`,
	(w, _, scope) => `builtins.replaceStrings [ "a" "." ] [ ${w.write("string", scope)} "" ] ${w.write("string", scope)}`,
	(w, _, scope) => `builtins.substring ${w.below(4)} ${w.below(5)} ${w.write("string", scope)}`,
	(w, _, scope) => `lib.${w.pick(["toUpper", "toLower", "toSentenceCase", "trim"])} ${w.write("string", scope)}`,
	(w, _, scope) =>
		`lib.${w.pick(["removePrefix", "removeSuffix"])} ${w.write("string", scope)} ${w.write("string", scope)}`,
	(w, _, scope) => `${w.pick(["baseNameOf", "dirOf"])} ${w.write("string", scope)}`,
	(w, _, scope) => `lib.optionalString ${w.write("bool", scope)} ${w.write("string", scope)}`,
	(w, _, scope) => `lib.boolToString ${w.write("bool", scope)}`,
	(w, _, scope) => `builtins.head (lib.splitString "-" ${w.write("string", scope)})`,
	(w, _, scope) => `builtins.head (builtins.split "[./]" ${w.write("string", scope)})`,
	(w, _, scope) => `builtins.head (builtins.attrNames ${w.write(w.setType(), scope)})`,
	(w, _, scope) => `"\${${exactly(w, { outPath: "string" }, scope)}}"`,
	(w) =>
		w.pick([
			"builtins.readFile ./seven.nix",
			"lib.fileContents ./seven.nix",
			"baseNameOf ./folder",
			"toString ./folder",
		]),
	(w, _, scope) => `(builtins.fromJSON ''{ "a": [ 1, "x" ], "b": null }'' // { c = ${w.write("string", scope)}; }).c`,
];
