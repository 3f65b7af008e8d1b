import { ints, predicate } from "./any-forms.ts";
import type { ListType } from "./types.ts";
import type { Form } from "./writer.ts";
import { bind, leaf } from "./writer.ts";

/** Forms that have a list. */
export const listForms: readonly [Form<ListType>, ...Form<ListType>[]] = [
	leaf,
	(w, { list }, scope) => `[ ${Array.from({ length: 1 + w.below(3) }, () => w.write(list, scope)).join(" ")} ]`,
	(w, type, scope) => `${w.write(type, scope)} ++ ${w.write(type, scope)}`,
	(w, { list }, scope) => {
		const from = w.type();
		const f = `(x: ${w.write(list, bind(scope, [["x", from]]))})`;
		const xs = w.write({ list: from }, scope);
		return w.pick([`map ${f} ${xs}`, `lib.forEach ${xs} ${f}`]);
	},
	(w, type, scope) => `builtins.filter ${predicate(w, type.list, scope)} ${w.write(type, scope)}`,
	(w, type, scope) => {
		const from = w.type();
		return `builtins.concatMap (x: ${w.write(type, bind(scope, [["x", from]]))}) ${w.write({ list: from }, scope)}`;
	},
	(w, type, scope) => `lib.optional ${w.write("bool", scope)} ${w.write(type.list, scope)}`,
	(w, type, scope) => `lib.optionals ${w.write("bool", scope)} ${w.write(type, scope)}`,
	(w, { list }, scope) => `builtins.genList (n: ${w.write(list, bind(scope, [["n", "int"]]))}) ${w.below(4)}`,
	(w, { list }, scope) => `lib.replicate ${w.below(3)} ${w.write(list, scope)}`,
	(w, { list }, scope) => `builtins.attrValues { b = ${w.write(list, scope)}; a = ${w.write(list, scope)}; }`,
	(w, type, scope) => `builtins.tail ([ ${w.write(type.list, scope)} ] ++ ${w.write(type, scope)})`,
	(w, type, scope) => `lib.init (${w.write(type, scope)} ++ [ ${w.write(type.list, scope)} ])`,
	(w, type, scope) => `lib.reverseList ${w.write(type, scope)}`,
	(w, type, scope) => `lib.${w.pick(["take", "drop"])} ${w.below(3)} ${w.write(type, scope)}`,
	(w, type, scope) => `lib.sublist ${w.below(2)} ${w.below(3)} ${w.write(type, scope)}`,
	(w, type, scope) => `builtins.concatLists [ ${w.write(type, scope)} ${w.write(type, scope)} ]`,
	(w, type, scope) =>
		typeof type.list === "string"
			? `lib.flatten [ ${w.write(type, scope)} ${w.write(type.list, scope)} ]`
			: w.write(type, scope),
	(w, { list }, scope) => {
		const from = w.type();
		const f = `(i: x: ${w.write(
			list,
			bind(scope, [
				["i", "int"],
				["x", from],
			]),
		)})`;
		return `lib.${w.pick(["imap0", "imap1"])} ${f} ${w.write({ list: from }, scope)}`;
	},
	(w, type, scope) =>
		`(builtins.partition ${predicate(w, type.list, scope)} ${w.write(type, scope)}).${w.pick(["right", "wrong"])}`,
	(w, { list }, scope) => {
		const [a, b] = [w.type(), w.type()];
		const f = `(x: y: ${w.write(
			list,
			bind(scope, [
				["x", a],
				["y", b],
			]),
		)})`;
		return `lib.zipListsWith ${f} ${w.write({ list: a }, scope)} ${w.write({ list: b }, scope)}`;
	},
	(w, { list }, scope) => {
		const f = `(n: v: ${w.write(
			list,
			bind(scope, [
				["n", "string"],
				["v", "int"],
			]),
		)})`;
		return `lib.mapAttrsToList ${f} ${ints(w, scope)}`;
	},
	(w, { list }, scope) => `builtins.catAttrs "x" ${w.write({ list: { set: { x: list } } }, scope)}`,
	(w, { list }, scope) => `lib.attrVals [ "x" "y" ] ${w.write({ set: { x: list, y: list } }, scope)}`,
	(w, type, scope) => `lib.unique ${w.write(type, scope)}`,
	(w, type, scope) => `lib.remove ${w.write(type.list, scope)} ${w.write(type, scope)}`,
	(w, type, scope) =>
		`lib.${w.pick(["subtractLists", "intersectLists"])} ${w.write(type, scope)} ${w.write(type, scope)}`,
	(w, type, scope) => {
		if (type.list !== "int" && type.list !== "string") return w.write(type, scope);
		return `${w.pick(["builtins.sort (x: y: x < y)", "lib.sort lib.lessThan", "lib.sort (x: y: y < x)"])} ${w.write(type, scope)}`;
	},
	(w, type, scope) => `lib.sortOn (x: ${w.write("int", bind(scope, [["x", type.list]]))}) ${w.write(type, scope)}`,
	(w, type, scope) => {
		const f = `(x: ${w.write("string", bind(scope, [["x", type.list]]))})`;
		return `builtins.concatLists (builtins.attrValues (builtins.groupBy ${f} ${w.write(type, scope)}))`;
	},
	(w, type, scope) => `lib.toList ${w.write(w.pick([type, type.list]), scope)}`,
	(w, type, scope) => {
		if (type.list !== "int") return w.write(type, scope);
		return `lib.collect builtins.isInt ${w.write(w.setType(2), scope)}`;
	},
	(w, type, scope) => (type.list === "int" ? `lib.range ${w.below(3)} ${w.below(5)}` : w.write(type, scope)),
	(w, type, scope) => {
		if (type.list !== "string") return w.write(type, scope);
		const from = w.pick([
			"builtins.attrNames",
			"splitString",
			"lib.stringToCharacters",
			"builtins.splitVersion",
			"folder",
		]);
		if (from === "splitString") return `lib.splitString "." ${w.write("string", scope)}`;
		if (from === "folder") return "builtins.attrNames (builtins.readDir ./folder)";
		return `${from} ${w.write(from === "builtins.attrNames" ? w.setType() : "string", scope)}`;
	},
];
