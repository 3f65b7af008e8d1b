import { ints, predicate } from "./any-forms.ts";
import type { Type } from "./types.ts";
import type { Form } from "./writer.ts";
import { leaf } from "./writer.ts";

/** Forms that have an integer. */
export const int: readonly [Form, ...Form[]] = [
	leaf,
	(w, _, scope) => `${w.write("int", scope)} ${w.pick(["+", "-", "*", "/"])} ${w.write("int", scope)}`,
	(w, _, scope) => `-${w.write("int", scope)}`,
	(w, _, scope) => `builtins.length ${w.write({ list: w.type() }, scope)}`,
	(w, _, scope) => `builtins.stringLength ${w.write("string", scope)}`,
	(w, _, scope) => `lib.count ${predicate(w, "int", scope)} ${w.write({ list: "int" }, scope)}`,
	(w, _, scope) => `lib.lists.findFirstIndex ${predicate(w, "int", scope)} 9 ${w.write({ list: "int" }, scope)}`,
	(w, _, scope) =>
		`lib.${w.pick(["min", "max", "mod", "add", "sub", "mul"])} ${w.write("int", scope)} ${w.write("int", scope)}`,
	(w, _, scope) => `builtins.compareVersions ${version(w.below(9))} ${version(w.below(9))} + ${w.write("int", scope)}`,
	(w, _, scope) => `lib.toInt "${w.below(20)}" + ${w.write("int", scope)}`,
	() => "import ./seven.nix",
	(w, _, scope) => `builtins.length (builtins.attrNames ${ints(w, scope)})`,
];

/** Forms that have a truth value. */
export const bool: readonly [Form, ...Form[]] = [
	leaf,
	(w, _, scope) => {
		const type = w.type(2);
		return `${w.write(type, scope)} ${w.pick(["==", "!="])} ${w.write(type, scope)}`;
	},
	(w, _, scope) => `${w.write(w.type(), scope)} == ${w.write(w.type(), scope)}`,
	(w, _, scope) => `${w.write(w.type(), scope)} == null`,
	(w, _, scope) => {
		const type = w.pick<Type>(["int", "string"]);
		return `${w.write(type, scope)} ${w.pick(["<", "<=", ">", ">="])} ${w.write(type, scope)}`;
	},
	(w, _, scope) => `${w.write("bool", scope)} ${w.pick(["&&", "||", "->"])} ${w.write("bool", scope)}`,
	(w, _, scope) => `!${w.write("bool", scope)}`,
	(w, _, scope) => `${w.write(w.setType(), scope)} ? ${w.name()}`,
	(w, _, scope) => `${w.write({ set: { x: w.setType() } }, scope)} ? x.${w.name()}`,
	(w, _, scope) => `builtins.hasAttr ${w.write("string", scope)} ${w.write(w.setType(), scope)}`,
	(w, _, scope) => `lib.hasAttrByPath [ "x" "${w.name()}" ] ${w.write({ set: { x: w.setType() } }, scope)}`,
	(w, _, scope) => {
		const type = w.type();
		return `builtins.elem ${w.write(type, scope)} ${w.write({ list: type }, scope)}`;
	},
	(w, _, scope) => {
		const type = w.type();
		return `builtins.${w.pick(["any", "all"])} ${predicate(w, type, scope)} ${w.write({ list: type }, scope)}`;
	},
	(w, _, scope) => {
		const test = w.pick([
			"isString",
			"isInt",
			"isBool",
			"isList",
			"isAttrs",
			"isFunction",
			"isPath",
			"isNull",
			"isFloat",
		]);
		return `builtins.${test} ${w.write(w.type(), scope)}`;
	},
	(w, _, scope) => `lib.isFunction ${w.write({ from: "int", to: "int" }, scope)}`,
	(w, _, scope) =>
		`lib.${w.pick(["hasPrefix", "hasSuffix", "hasInfix"])} ${w.write("string", scope)} ${w.write("string", scope)}`,
	(w) => `lib.${w.pick(["versionOlder", "versionAtLeast"])} ${version(w.below(9))} ${version(w.below(9))}`,
	(w, _, scope) => `lib.allUnique ${w.write({ list: w.type() }, scope)}`,
	(w, _, scope) => `lib.xor ${w.write("bool", scope)} ${w.write("bool", scope)}`,
	(w, _, scope) =>
		`builtins.match "${w.pick(["a.*", "[a-z]+", "(.*)\\\\.nix", ".*[0-9].*", "a|b-c"])}" ${w.write("string", scope)} != null`,
	(w) =>
		`${w.pick(["builtins.pathExists", "lib.pathIsDirectory", "lib.pathIsRegularFile"])} ${w.pick(["./folder", "./seven.nix", "./none"])}`,
	(w, _, scope) => `lib.isDerivation ${w.write(w.setType(), scope)}`,
];

function version(index: number): string {
	return JSON.stringify(["1.0", "1", "1.2", "1.10", "1.2pre", "1.2a", "24.05", "", "1.2-3"][index]);
}
