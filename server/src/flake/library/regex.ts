import type { Value } from "../value.ts";
import { list, ready, scalar, string, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { text, two } from "./define.ts";
import { isAscii } from "./strings.ts";

/** `match` and `split`, for regular expressions that mean the same to Nix and to JavaScript. */
export const regex: Functions = {
	match: two((_, pattern, x) => text(pattern, (pattern) => text(x, (x) => match(pattern, x)))),
	split: two((_, pattern, x) => text(pattern, (pattern) => text(x, (x) => split(pattern, x)))),
};

const notFollowed = unknown("a regular expression that is not followed");

/** Characters that stand for themselves, escaped ones, and plain classes such as `[a-z_]`. */
const one = String.raw`[\w\s/,:;@%&=~"'<>!#-]|\\[.*+?()[\]{}|^$\\]|\[\^?[\w ./,:@+-]+\]`;
const plainPattern = new RegExp(String.raw`^(?:${one}|\.|\((?!\?)|\)(?![*+?])|\||[*+?](?![*+?]))*$`);
const plainSeparator = new RegExp(String.raw`^(?:(?:${one})+|\[\^?[\w ./,:@+-]+\]\+)$`);

/** Backtracking takes a time that grows with the subject's length to the power of the repetitions. */
const maxSubject = 200;
const maxRepetitions = 3;

function match(pattern: string, x: string): Value {
	const unescaped = pattern.replace(/\\./g, "");
	const isCheap = x.length <= maxSubject && (unescaped.match(/[*+?]/g) ?? []).length <= maxRepetitions;
	const compiled = isCheap && plainPattern.test(pattern) && isAscii(x) ? compile(`^(?:${pattern})$`, "s") : undefined;
	if (compiled === undefined) return notFollowed;
	const found = compiled.exec(x);
	if (found === null) return scalar(null);
	// Of alternatives Nix takes the longest and JavaScript the first, so that groups may hold something else.
	if (unescaped.includes("|")) return list(found.slice(1).map(() => ready(notFollowed)));
	return list(found.slice(1).map((group) => ready(group === undefined ? scalar(null) : string(group))));
}

function split(pattern: string, x: string): Value {
	const compiled = plainSeparator.test(pattern) && isAscii(x) ? compile(pattern, "") : undefined;
	if (compiled === undefined) return notFollowed;
	const parts = x.split(compiled).flatMap((part, index) => [...(index === 0 ? [] : [list([])]), string(part)]);
	return list(parts.map((part) => ready(part)));
}

/** Undefined where JavaScript sees no regular expression; Nix may see one. */
function compile(pattern: string, flags: string): RegExp | undefined {
	try {
		return new RegExp(pattern, flags);
	} catch {
		return undefined;
	}
}
