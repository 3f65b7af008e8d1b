import { plus } from "../operators.ts";
import { toText } from "../paths.ts";
import type { Primitive, Thunk, Value } from "../value.ts";
import { each, list, ready, scalar, string, unknown } from "../value.ts";
import { call, expecting, itemsOf, one, three, two } from "./define.ts";
import { closed, mapItems } from "./lists.ts";

/** Functions on strings, of `builtins` and of nixpkgs' library, by name. */
export const strings: Readonly<Record<string, Primitive>> = {
	toString: one((_, x) => each(x.force(), textOf)),
	concatStrings: one((_, xs) => join("", xs.force())),
	concatStringsSep: two((_, separator, xs) => text(separator, (separator) => join(separator, xs.force()))),
	concatMapStrings: two((evaluation, f, xs, at) =>
		join(
			"",
			mapItems(evaluation, xs.force(), (x) => call(evaluation, f, at, x)),
		),
	),
	concatMapStringsSep: three((evaluation, separator, f, xs, at) =>
		text(separator, (separator) =>
			join(
				separator,
				mapItems(evaluation, xs.force(), (x) => call(evaluation, f, at, x)),
			),
		),
	),
	concatLines: one((_, xs) => plus(join("\n", xs.force()), string("\n"))),
	stringLength: one((_, x) => text(x, (x) => scalar(BigInt(new TextEncoder().encode(x).length)))),
	hasPrefix: two((_, prefix, x) => text(prefix, (prefix) => text(x, (x) => scalar(x.startsWith(prefix))))),
	hasSuffix: two((_, suffix, x) => text(suffix, (suffix) => text(x, (x) => scalar(x.endsWith(suffix))))),
	hasInfix: two((_, infix, x) => text(infix, (infix) => text(x, (x) => scalar(x.includes(infix))))),
	removePrefix: two((_, prefix, x) =>
		text(prefix, (prefix) => text(x, (x) => string(x.startsWith(prefix) ? x.slice(prefix.length) : x))),
	),
	removeSuffix: two((_, suffix, x) =>
		text(suffix, (suffix) => text(x, (x) => string(x.endsWith(suffix) ? x.slice(0, x.length - suffix.length) : x))),
	),
	splitString: two((_, separator, x) =>
		text(separator, (separator) => text(x, (x) => list(x.split(separator).map((part) => ready(string(part)))))),
	),
	toLower: one((_, x) => text(x, (x) => string(x.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))),
	toUpper: one((_, x) => text(x, (x) => string(x.replace(/[a-z]/g, (letter) => letter.toUpperCase())))),
	replaceStrings: three((_, from, to, x) => replaceStrings(from.force(), to.force(), x)),
	substring: three((_, start, length, x) => text(x, (x) => substring(start.force(), length.force(), x))),
	baseNameOf: one((_, x) => each(x.force(), (value) => lastStep(value))),
	optionalString: two((_, condition, x) =>
		expecting("scalar", condition.force(), ({ value }) => (value === true ? x.force() : string(""))),
	),
};

/** Applies `f` to the text of a string that is known. */
export function text(x: Thunk, f: (text: string) => Value): Value {
	return expecting("string", x.force(), ({ value }) => f(value));
}

function join(separator: string, xs: Value): Value {
	const { items, open } = itemsOf(xs);
	if (open !== undefined) return open;
	return items.reduce<Value>((joined, item, index) => {
		const next = toText(item.force(), true);
		return plus(index === 0 ? joined : plus(joined, string(separator)), next);
	}, string(""));
}

/** `toString`, which takes more than an interpolation does. */
function textOf(value: Value): Value {
	if (value.kind === "scalar") {
		if (typeof value.value === "bigint") return string(String(value.value));
		if (typeof value.value === "number") return unknown("a number with a fraction as text");
		return string(value.value === true ? "1" : "");
	}
	if (value.kind === "list")
		return join(
			" ",
			list(
				value.items.map((item) => ready(each(item.force(), textOf))),
				value.open,
			),
		);
	return value.kind === "path" ? { ...value, string: true } : toText(value, true);
}

function replaceStrings(from: Value, to: Value, x: Thunk): Value {
	return closed(from, ({ items: patterns }) =>
		closed(to, ({ items: replacements }) =>
			text(x, (subject) => {
				const pairs = patterns.map((pattern, index) => [known(pattern), known(replacements[index])] as const);
				if (pairs.some(([pattern, replacement]) => !pattern || replacement === undefined))
					return unknown("the text is replaced by what is not known");
				return string(replaceAll(subject, pairs));
			}),
		),
	);
}

function known(thunk: Thunk | undefined): string | undefined {
	const value = thunk?.force();
	return value?.kind === "string" ? value.value : undefined;
}

function replaceAll(subject: string, pairs: readonly (readonly [string | undefined, string | undefined])[]): string {
	let result = "";
	for (let at = 0; at < subject.length; ) {
		const match = pairs.find(([pattern]) => pattern !== undefined && subject.startsWith(pattern, at));
		result += match === undefined ? subject[at] : match[1];
		at += match?.[0]?.length ?? 1;
	}
	return result;
}

function substring(start: Value, length: Value, x: string): Value {
	return expecting("scalar", start, ({ value: from }) =>
		expecting("scalar", length, ({ value: count }) => {
			if (
				typeof from !== "bigint" ||
				typeof count !== "bigint" ||
				from < 0n ||
				new TextEncoder().encode(x).length !== x.length
			)
				return unknown("a part of a text");
			return string(count < 0n ? x.slice(Number(from)) : x.slice(Number(from), Number(from + count)));
		}),
	);
}

function lastStep(value: Value): Value {
	if (value.kind === "unknown") return value;
	if (value.kind === "path" && value.path !== "/") return string(value.path.slice(value.path.lastIndexOf("/") + 1));
	if (value.kind === "string") return string(value.value.replace(/\/$/, "").replace(/^.*\//, ""));
	return unknown("the name of a tree is not known");
}
