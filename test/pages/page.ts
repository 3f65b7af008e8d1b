import { readFileSync } from "node:fs";
import { type Fixture, parseFixture } from "./fixture.ts";

/** The page of a rule or a refactoring, as far as the tests need it. */
export interface Page {
	/** The path of its file. */
	readonly file: string;
	readonly text: string;
	/** Its title. */
	readonly name: string;
	/** The paragraph below the title. */
	readonly summary: string;
	/** The second-level headings. */
	readonly headings: readonly string[];
	readonly cases: readonly Case[];
}

/** One `###` heading below `## Cases`, with its fences. */
export interface Case {
	readonly title: string;
	readonly before: Fence;
	/** CRLF line ends are wanted in every file. */
	readonly crlf: boolean;
	/** A part of the reason why the refactoring can't be done here. */
	readonly refuses: string | undefined;
	/** A part of what real Nix says when it stops at these files. */
	readonly rejected: string | undefined;
	readonly after: Result | undefined;
	/** Files in the place of those before, with which real Nix gives the same values. */
	readonly same: Fence | undefined;
}

/** What a refactoring makes of a case: the files that it changes. */
export interface Result extends Fence {
	readonly refactoring: string;
	/** How many nixpkgs instances real Nix must force before and after, as `"8 -> 4"`; undefined: not evaluated. */
	readonly instances: string | undefined;
}

/** A fenced block: the text between its first and last lines, and where in the page that text stands. */
export interface Fence {
	readonly body: string;
	readonly start: number;
	readonly end: number;
	readonly fixture: Fixture;
}

type Info = ReadonlyMap<string, string>;

/** Reads a page. @throws Error naming the page and the case, if a case is not written as it should be. */
export function readPage(file: string): Page {
	return parsePage(file, readFileSync(file, "utf8"));
}

/** The page with a text. @throws Error as `readPage` does. */
export function parsePage(file: string, text: string): Page {
	const [, name = "", summary = ""] = text.match(/^# (.+)\n\n(.+)\n\n/) ?? [];
	const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
	const cases = text.search(/^## Cases$/m);
	return { file, text, name, summary, headings, cases: cases < 0 ? [] : parseCases(file, text, cases) };
}

function parseCases(file: string, text: string, from: number): Case[] {
	const titles = [...text.matchAll(/^### (.+)$/gm)].filter((match) => match.index > from);
	return titles.map((match, index) => {
		const [, title = ""] = match;
		const fences = fencesBetween(text, match.index, titles[index + 1]?.index ?? text.length);
		try {
			return parseCase(title, fences);
		} catch (error) {
			throw new Error(`${file}: ${title}: ${error instanceof Error ? error.message : error}`);
		}
	});
}

function parseCase(title: string, fences: readonly (Fence & { info: Info })[]): Case {
	const [before, second, ...more] = fences;
	if (before === undefined) throw new Error("has no fence");
	if (more.length > 0) throw new Error("has more than two fences");
	expectKeys(before.info, ["nix", "crlf", "refuses", "rejected"]);
	const [refuses, rejected] = [before.info.get("refuses"), before.info.get("rejected")];
	const common = { title, before, crlf: before.info.has("crlf"), refuses, rejected, after: undefined, same: undefined };
	if (second === undefined) return common;
	expectKeys(second.info, ["nix", "after", "instances", "same"]);
	if (second.info.has("same")) return { ...common, same: second };
	const refactoring = second.info.get("after");
	if (refactoring === undefined)
		throw new Error("has a second fence that is not marked with after=REFACTORING or same");
	if (refuses !== undefined) throw new Error("has a refusal and a result");
	return { ...common, after: { ...second, refactoring, instances: second.info.get("instances") } };
}

function fencesBetween(text: string, from: number, to: number): (Fence & { info: Info })[] {
	const fence = /^```(.+)\n((?:.*\n)*?)```$/gm;
	return [...text.slice(from, to).matchAll(fence)].map((match) => {
		const [, info = "", body = ""] = match;
		const start = from + match.index + "```".length + info.length + "\n".length;
		return { info: parseInfo(info), body, start, end: start + body.length, fixture: parseFixture(body) };
	});
}

/** `nix crlf refuses="a reason"` as a table; a word alone has an empty value. */
function parseInfo(info: string): Info {
	const words = info.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?/g);
	return new Map([...words].map(([, word = "", quoted, bare]) => [word, quoted ?? bare ?? ""]));
}

function expectKeys(info: Info, known: readonly string[]): void {
	const unknown = [...info.keys()].filter((key) => !known.includes(key));
	if (unknown.length > 0) throw new Error(`has a fence with an unknown word: ${unknown.join(", ")}`);
}
