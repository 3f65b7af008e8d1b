import type { Type } from "./types.ts";
import type { Form, Scope, Writer } from "./writer.ts";
import { bind, hide } from "./writer.ts";

/** Forms that may have a value of any type. */
export const anyForms: readonly [Form, ...Form[]] = [
	(w, type, scope) => `if ${w.write("bool", scope)} then ${w.write(type, scope)} else ${w.write(type, scope)}`,
	(w, type, scope) => {
		const { text, inner } = bindings(w, scope);
		return `let ${text} in ${w.write(type, inner)}`;
	},
	(w, type, scope) => {
		const { text, inner } = bindings(w, hide(scope, ["z"]));
		return `(rec { ${text} z = ${w.write(type, inner)}; }).z`;
	},
	(w, type, scope) => {
		const set = w.setType();
		const inner = hide(scope, Object.keys(set.set));
		const names = Object.keys(set.set).join(" ");
		return `let inherit (${w.write(set, inner)}) ${names}; in ${w.write(type, bind(inner, Object.entries(set.set)))}`;
	},
	(w, type, scope) => {
		const set = w.setType();
		const inner = { ...scope, withs: new Map([...scope.withs, ...Object.entries(set.set)]) };
		return `with ${exactly(w, set.set, scope)}; ${w.write(type, inner)}`;
	},
	(w, type, scope) => {
		const [name, from] = [w.name(), w.type()];
		return `(${name}: ${w.write(type, bind(scope, [[name, from]]))}) ${w.write(from, scope)}`;
	},
	patternCall,
	(w, type, scope) => `${w.write({ set: { [w.name()]: "int", y: type } }, scope)}.y`,
	(w, type, scope) => `${w.write({ set: { y: type } }, scope)}.y or ${w.write(type, scope)}`,
	(w, type, scope) => `${w.write(w.setType(), scope)}.missing.y or ${w.write(type, scope)}`,
	(w, type, scope) => `${w.write({ set: { x: { set: { y: type } } } }, scope)}.x.y`,
	(w, type, scope) => `assert ${w.write("bool", scope)}; ${w.write(type, scope)}`,
	(w, type, scope) => `builtins.head ([ ${w.write(type, scope)} ] ++ ${w.write({ list: type }, scope)})`,
	(w, type, scope) => `lib.last (${w.write({ list: type }, scope)} ++ [ ${w.write(type, scope)} ])`,
	(w, type, scope) =>
		`builtins.elemAt ([ ${w.write(type, scope)} ] ++ ${w.write({ list: type }, scope)}) ${w.below(2)}`,
	(w, type, scope) =>
		`lib.findFirst ${predicate(w, type, scope)} ${w.write(type, scope)} ${w.write({ list: type }, scope)}`,
	(w, type, scope) => `lib.flip lib.const ${w.write("int", scope)} ${w.write(type, scope)}`,
	(w, type, scope) => {
		const [first, second] = [w.type(), w.type()];
		const step = (from: Type, to: Type) => `(p: ${w.write(to, bind(scope, [["p", from]]))})`;
		return `lib.pipe ${w.write(first, scope)} [ ${step(first, second)} ${step(second, type)} ]`;
	},
	(w, type, scope) => {
		const item = w.type();
		const inner = bind(scope, [
			["acc", type],
			["x", item],
		]);
		const fold = w.pick(["builtins.foldl' (acc: x:", "lib.foldl (acc: x:", "lib.foldr (x: acc:"]);
		return `${fold} ${w.write(type, inner)}) ${w.write(type, scope)} ${w.write({ list: item }, scope)}`;
	},
	(w, type, scope) => {
		const inner = bind(scope, [
			["acc", type],
			["n", "string"],
			["v", "int"],
		]);
		return `lib.foldlAttrs (acc: n: v: ${w.write(type, inner)}) ${w.write(type, scope)} ${ints(w, scope)}`;
	},
	(w, type, scope) => {
		const inner = bind(scope, [
			["self", { set: { m: "int" } }],
			["x", "string"],
		]);
		return `{ m = ${w.write("int", scope)}; __functor = self: x: ${w.write(type, inner)}; } ${w.write("string", scope)}`;
	},
	(w, type, scope) => `import ./identity.nix ${w.write(type, scope)}`,
	(w, type, scope) => `import ./folder { given = ${w.write(type, scope)}; }`,
	(w, type, scope) =>
		`lib.attrByPath [ "x" "y" ] ${w.write(type, scope)} ${w.write({ set: { x: { set: { y: type } } } }, scope)}`,
	(w, type, scope) => `lib.getAttrFromPath [ "x" ] ${w.write({ set: { x: type } }, scope)}`,
	(w, type, scope) => `builtins.getAttr ${JSON.stringify("x")} ${w.write({ set: { x: type } }, scope)}`,
	(w, type, scope) => {
		const inner = bind(scope, [["self", { set: { m: "int" } }]]);
		return `(lib.fix (self: { m = ${w.write("int", scope)}; r = ${w.write(type, inner)}; })).r`;
	},
	(w, type, scope) =>
		`let go = n: if n < 1 then ${w.write(type, hide(bind(scope, [["n", "int"]]), ["go"]))} else go (n - 1); in go ${w.below(4)}`,
	(w, type, scope) => {
		const inner = bind(scope, [
			["final", { set: { m: "int" } }],
			["prev", { set: { m: "int" } }],
		]);
		const base = `lib.makeExtensible (_: { m = ${w.write("int", scope)}; })`;
		return `((${base}).extend (final: prev: { r = ${w.write(type, inner)}; })).r`;
	},
	(w, type, scope) => `builtins.seq ${w.write(w.type(), scope)} ${w.write(type, scope)}`,
	(w, type, scope) => `(builtins.tryEval ${w.write(type, scope)}).value`,
	(w, type, scope) => `lib.defaultTo ${w.write(type, scope)} ${w.pick(["null", w.write(type, scope)])}`,
	(w, type, scope) => `(lib.toFunction ${w.write(type, scope)}) ${w.write("int", scope)}`,
];

/** A function of one argument that gives a truth value. */
export function predicate(w: Writer, type: Type, scope: Scope): string {
	return `(q: ${w.write("bool", bind(scope, [["q", type]]))})`;
}

/** A set with exactly these attributes. */
export function exactly(w: Writer, fields: Readonly<Record<string, Type>>, scope: Scope): string {
	return `{ ${Object.entries(fields)
		.map(([name, type]) => `${name} = ${w.write(type, scope)};`)
		.join(" ")} }`;
}

/** A set of integers. */
export function ints(w: Writer, scope: Scope): string {
	return exactly(w, Object.fromEntries(w.names(w.below(3)).map((name) => [name, "int" as const])), scope);
}

/** Bindings that see each other, and the scope that they make. */
function bindings(w: Writer, scope: Scope): { text: string; inner: Scope } {
	const names = w.names(1 + w.below(3));
	let inner = hide(scope, names);
	const written = names.map((name) => {
		const type = w.type();
		const text = `${name} = ${w.write(type, inner)};`;
		inner = bind(inner, [[name, type]]);
		return text;
	});
	return { text: (w.below(2) === 0 ? written : written.reverse()).join(" "), inner };
}

/** `({ a, b ? 1, ... }@all: …) { … }` */
function patternCall(w: Writer, type: Type, scope: Scope): string {
	const given = w.names(1 + w.below(2)).map((name) => [name, w.type()] as const);
	const [optional, default_] = ["o", w.type()] as const;
	const all: Type = { set: Object.fromEntries(given) };
	const formals = bind(scope, given);
	const isGiven = w.below(2) === 1;
	const extra = w.below(2) === 1;
	const pattern = `{ ${given.map(([name]) => name).join(", ")}, ${optional} ? ${w.write(default_, formals)}${extra ? ", ..." : ""} }`;
	const inner = bind(formals, [
		[optional, default_],
		["all", all],
	]);
	const head = w.pick([`${pattern}@all`, `all@${pattern}`]);
	const fields = given.map(([name, type]) => `${name} = ${w.write(type, scope)};`);
	if (isGiven) fields.push(`${optional} = ${w.write(default_, scope)};`);
	if (extra) fields.push(`extra = ${w.write("int", scope)};`);
	return `(${head}: ${w.write(type, inner)}) { ${fields.join(" ")} }`;
}
