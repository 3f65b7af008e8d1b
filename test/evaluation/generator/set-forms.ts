import { exactly } from "./any-forms.ts";
import type { SetType, Type } from "./types.ts";
import type { Form } from "./writer.ts";
import { bind, hide, leaf } from "./writer.ts";

/** Forms that have a set. */
export const setForms: readonly [Form<SetType>, ...Form<SetType>[]] = [
	leaf,
	(w, { set }, scope) => exactly(w, set, scope),
	(w, { set }, scope) => {
		const names = Object.keys(set);
		const inner = hide(scope, names);
		return `rec ${exactly(w, set, inner)}`;
	},
	(w, { set }, scope) => {
		const fields = Object.entries(set).map(([name, type]) => `\${"${name}" + ""} = ${w.write(type, scope)};`);
		return `{ ${fields.join(" ")} ${w.pick(["", "${null} = 1;"])} }`;
	},
	(w, { set }, scope) => {
		const names = Object.keys(set).join(" ");
		return `let s = ${w.write({ set }, hide(scope, ["s"]))}; in { inherit (s) ${names}; }`;
	},
	(w, { set }, scope) => {
		const inner = bind(hide(scope, Object.keys(set)), Object.entries(set));
		const fields = Object.entries(set).map(
			([name, type]) => `${name} = ${w.write(type, hide(scope, Object.keys(set)))};`,
		);
		return `let ${fields.join(" ")} in { inherit ${Object.keys(set).join(" ")}; more = ${w.write("int", inner)}; }`;
	},
	(w, { set }, scope) => {
		const nested = `x.${w.name()} = ${w.write("int", scope)}; x.y.z = ${w.write(w.type(), scope)}; x = { w = 1; v.u = 2; }; x.v.t = 3;`;
		return `{ ${nested} } // ${w.write({ set }, scope)}`;
	},
	(w, { set }, scope) => `${w.write(w.setType(), scope)} // ${w.write({ set }, scope)}`,
	(w, { set }, scope) => {
		const [first, ...rest] = Object.entries(set);
		if (first === undefined) return "{ }";
		return `${w.write({ set: Object.fromEntries([first]) }, scope)} // ${exactly(w, Object.fromEntries(rest), scope)}`;
	},
	(w, { set }, scope) => `lib.recursiveUpdate ${w.write(w.setType(2), scope)} ${w.write({ set }, scope)}`,
	(w, { set }, scope) => `lib.filterAttrs (n: _: n != "more") ${withMore(w, set, scope)}`,
	(w, { set }, scope) => `lib.filterAttrsRecursive (n: _: n != "more") ${withMore(w, set, scope)}`,
	(w, { set }, scope) => `removeAttrs ${withMore(w, set, scope)} [ "more" "none" ]`,
	(w, { set }, scope) =>
		`builtins.intersectAttrs { ${Object.keys(set)
			.map((name) => `${name} = null;`)
			.join(" ")} none = 1; } ${withMore(w, set, scope)}`,
	(w, { set }, scope) => `lib.getAttrs ${quoted(set)} ${withMore(w, set, scope)}`,
	(w, { set }, scope) => `lib.optionalAttrs true ${w.write({ set }, scope)}`,
	(w, { set }, scope) =>
		`lib.optionalAttrs ${w.write("bool", scope)} ${w.write(w.setType(), scope)} // ${w.write({ set }, scope)}`,
	(w, { set }, scope) => {
		const pairs = Object.entries(set).map(([name, type]) => pair(w.below(2) === 1, name, w.write(type, scope)));
		return `builtins.listToAttrs [ ${pairs.join(" ")} ${pair(true, "more", "1")} ${pair(false, "more", "2")} ]`;
	},
	(w, { set }, scope) => {
		const merge = w.pick([
			"builtins.foldl' (x: y: x // y) { }",
			"lib.mergeAttrsList",
			"lib.foldl' lib.recursiveUpdate { }",
		]);
		return `${merge} [ ${w.write(w.setType(), scope)} ${w.write({ set }, scope)} ]`;
	},
	(w, { set }, scope) =>
		alike(w, set, scope, (type) => `lib.genAttrs ${quoted(set)} (n: ${w.write(type, bind(scope, [["n", "string"]]))})`),
	(w, { set }, scope) => alike(w, set, scope, (type) => `builtins.mapAttrs ${mapper(w, type, scope)} ${same(set)}`),
	(w, { set }, scope) =>
		alike(
			w,
			set,
			scope,
			(type) => `lib.mapAttrs' (n: v: lib.nameValuePair n (${mapper(w, type, scope)} n v)) ${same(set)}`,
		),
	(w, { set }, scope) =>
		alike(
			w,
			set,
			scope,
			(type) => `lib.concatMapAttrs (n: v: { \${n} = ${mapper(w, type, scope)} n v; "\${n}2" = v; }) ${same(set)}`,
		),
	(w, { set }, scope) =>
		alike(w, set, scope, (type) => `lib.genAttrs' ${quoted(set)} (n: { name = n; value = ${w.write(type, scope)}; })`),
	(w, { set }, scope) =>
		alike(
			w,
			set,
			scope,
			(type) =>
				`builtins.zipAttrsWith (n: vs: ${w.write(
					type,
					bind(scope, [
						["n", "string"],
						["vs", { list: "int" }],
					]),
				)}) [ ${same(set)} ${same(set)} ]`,
		),
	(w, { set }, scope) =>
		alike(
			w,
			set,
			scope,
			(type) =>
				`lib.mapAttrsRecursive (p: v: ${w.write(
					type,
					bind(scope, [
						["p", { list: "string" }],
						["v", "int"],
					]),
				)}) ${same(set)}`,
		),
	(w, { set }, scope) =>
		`builtins.head (lib.cartesianProduct { ${Object.entries(set)
			.map(([name, type]) => `${name} = [ ${w.write(type, scope)} ];`)
			.join(" ")} })`,
	(w, { set }, scope) => `lib.setAttrByPath [ "x" "y" ] ${w.write("int", scope)} // ${w.write({ set }, scope)}`,
	(w, { set }, scope) => `builtins.listToAttrs (lib.attrsToList ${w.write({ set }, scope)})`,
	(w, { set }, scope) =>
		`lib.composeManyExtensions [ (final: prev: ${exactly(w, set, scope)}) (final: prev: { more = prev.more + 1; }) ] null { more = 1; }`,
	(w, { set }, scope) =>
		`lib.${w.pick(["mkIf true", "mkDefault", "mkForce", "mkOverride 70", "mkBefore", "const { }"])} ${w.write("int", scope)} // ${w.write({ set }, scope)}`,
];

/** A set with one attribute more. */
function withMore(w: Parameters<Form>[0], set: SetType["set"], scope: Parameters<Form>[2]): string {
	return `(${w.write({ set }, scope)} // { more = ${w.write("int", scope)}; })`;
}

function quoted(set: SetType["set"]): string {
	return `[ ${Object.keys(set)
		.map((name) => `"${name}"`)
		.join(" ")} ]`;
}

function pair(isCall: boolean, name: string, value: string): string {
	return isCall ? `(lib.nameValuePair "${name}" ${value})` : `{ name = "${name}"; value = ${value}; }`;
}

/** A set with the same names, of integers. */
function same(set: SetType["set"]): string {
	return `{ ${Object.keys(set)
		.map((name, index) => `${name} = ${index};`)
		.join(" ")} }`;
}

function mapper(w: Parameters<Form>[0], type: Type, scope: Parameters<Form>[2]): string {
	return `(n: v: ${w.write(
		type,
		bind(scope, [
			["n", "string"],
			["v", "int"],
		]),
	)})`;
}

/** What `write` writes if all attributes have one type. */
function alike(
	w: Parameters<Form>[0],
	set: SetType["set"],
	scope: Parameters<Form>[2],
	write: (type: Type) => string,
): string {
	const types = Object.values(set);
	const [first] = types;
	const isAlike = first !== undefined && types.every((type) => JSON.stringify(type) === JSON.stringify(first));
	return isAlike ? write(first) : exactly(w, set, scope);
}
