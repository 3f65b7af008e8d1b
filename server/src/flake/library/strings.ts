import { branch, each } from "../choices.ts";
import { plus } from "../operators.ts";
import { boundedString, toText } from "../paths.ts";
import type { Value } from "../value.ts";
import { ready, scalar, string, Thunk, typeName, unknown } from "../value.ts";
import { toList } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { call, integer, itemsOf, one, stringList, text, texts, three, two } from "./define.ts";
import { isOfType } from "./general.ts";
import { indexed, mapItems } from "./lists.ts";

/** Functions that make and change texts, of `builtins` and of nixpkgs' `lib.strings`. */
export const strings: Functions = {
	isString: one((_, x) => isOfType(x.force(), "string")),
	isPath: one((_, x) => isOfType(x.force(), "path")),
	unsafeDiscardStringContext: one((_, x) => toText(x.force(), true)),
	typeOf: one((_, x) =>
		each(x.force(), (value) => {
			const name = typeName(value);
			return name === undefined ? unknown("the value's type is not known") : string(name);
		}),
	),
	concatStrings: one((_, xs) => join("", xs.force())),
	concatStringsSep: two((_, separator, xs) => text(separator, (separator) => join(separator, xs.force()))),
	concatMapStrings: two((evaluation, f, xs, at) =>
		join(
			"",
			mapItems(xs.force(), (x) => call(evaluation, f, at, x)),
		),
	),
	concatMapStringsSep: three((evaluation, separator, f, xs, at) =>
		text(separator, (separator) =>
			join(
				separator,
				mapItems(xs.force(), (x) => call(evaluation, f, at, x)),
			),
		),
	),
	concatMapAttrsStringSep: three((evaluation, separator, f, set, at) =>
		text(separator, (separator) =>
			join(
				separator,
				toList(set.force(), (name, value) => new Thunk(() => call(evaluation, f, at, ready(name), value))),
			),
		),
	),
	concatImapStrings: two((evaluation, f, xs, at) => join("", indexed(evaluation, f, xs, at, 1))),
	concatImapStringsSep: three((evaluation, separator, f, xs, at) =>
		text(separator, (separator) => join(separator, indexed(evaluation, f, xs, at, 1))),
	),
	stringAsChars: two((evaluation, f, x, at) =>
		join(
			"",
			mapItems(characters(x), (x) => call(evaluation, f, at, x)),
		),
	),
	concatLines: one((_, xs) =>
		join(
			"",
			mapItems(xs.force(), (x) => plus(x.force(), string("\n"))),
		),
	),
	optionalString: two((_, condition, x) =>
		branch(
			condition.force(),
			() => x.force(),
			() => string(""),
		),
	),
	stringLength: one((_, x) => text(x, (x) => scalar(BigInt(new TextEncoder().encode(x).length)))),
	splitString: two((_, separator, x) =>
		text(separator, (separator) =>
			text(x, (x) => (separator === "" ? unknown("a text split at nothing") : stringList(x.split(separator)))),
		),
	),
	stringToCharacters: one((_, x) => characters(x)),
	toLower: one((_, x) => text(x, (x) => string(lowered(x)))),
	toUpper: one((_, x) => text(x, (x) => string(raised(x)))),
	toSentenceCase: one((_, x) => text(x, (x) => string(raised(x.slice(0, 1)) + lowered(x.slice(1))))),
	trim: one((_, x) => text(x, (x) => string(x.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")))),
	toInt: one((_, x) =>
		text(x, (x) => (/^(0|-?[1-9]\d{0,17})$/.test(x) ? scalar(BigInt(x)) : unknown("the text is no plain number"))),
	),
	replaceStrings: three((_, from, to, x) =>
		texts(from, (from) => texts(to, (to) => text(x, (x) => replaceAll(x, from, to)))),
	),
	replaceString: three((_, from, to, x) =>
		text(from, (from) => text(to, (to) => text(x, (x) => replaceAll(x, [from], [to])))),
	),
	escape: two((_, characters, x) =>
		texts(characters, (from) =>
			text(x, (x) =>
				replaceAll(
					x,
					from,
					from.map((character) => `\\${character}`),
				),
			),
		),
	),
	substring: three((_, start, length, x) =>
		integer(start, (start) => integer(length, (length) => text(x, (x) => substring(start, length, x)))),
	),
};

/** The texts of a list one after the other, with `separator` between. */
export function join(separator: string, xs: Value): Value {
	return each(xs, (xs) => {
		const { items, open } = itemsOf(xs);
		if (open !== undefined) return unknown(open.reason);
		const between = string(separator);
		return items.reduce<Value>((joined, item, index) => {
			return plus(index === 0 ? joined : plus(joined, between), toText(item.force(), true));
		}, string(""));
	});
}

function characters(x: Thunk): Value {
	return text(x, (x) => (isAscii(x) ? stringList([...x]) : unknown("the bytes of a text")));
}

/** True for a text whose characters have one byte each. */
export function isAscii(text: string): boolean {
	return /^[\0-\x7f]*$/.test(text);
}

function lowered(text: string): string {
	return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function raised(text: string): string {
	return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function replaceAll(subject: string, from: readonly string[], to: readonly string[]): Value {
	if (from.includes("") || from.length !== to.length) return unknown("a text replaced in a way that is not followed");
	let result = "";
	for (let at = 0; at < subject.length; ) {
		const match = from.findIndex((pattern) => subject.startsWith(pattern, at));
		result += to[match] ?? subject[at];
		at += from[match]?.length ?? 1;
	}
	return boundedString(result);
}

function substring(start: bigint, length: bigint, x: string): Value {
	if (start < 0n || !isAscii(x)) return unknown("a part of a text");
	return string(length < 0n ? x.slice(Number(start)) : x.slice(Number(start), Number(start + length)));
}
