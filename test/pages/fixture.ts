import type { Range } from "../../server/src/text/range.ts";

/**
 * The files of one fence. In the fence each file follows a line `#- /path`; a fence without one holds `/flake.nix`.
 * All texts here have LF line ends, and neither carets nor markers are part of them.
 */
export interface Fixture {
	/** Texts by workspace path, in the order of the fence. */
	readonly files: ReadonlyMap<string, string>;
	/** Where `$0` stood. */
	readonly caret: { readonly path: string; readonly offset: number } | undefined;
	/** In the order of their places. */
	readonly markers: readonly Marker[];
}

/**
 * A finding expected on a line of a file, written under it as `#     ^^^ rule-name: part of the message`.
 * The carets stand under the range, or under what of a longer range is on that line.
 */
export interface Marker {
	readonly path: string;
	/** All three count from 0; `end` is the column after the last caret. */
	readonly line: number;
	readonly start: number;
	readonly end: number;
	readonly rule: string;
	readonly message: string;
}

const markerLine = /^#\s*(\^+) ([\w-]+): (.+)$/;
const header = /^#- (\/.+)$/;

/** The files, caret and markers of a fence's text. */
export function parseFixture(body: string): Fixture {
	const files = new Map<string, string>();
	const markers: Marker[] = [];
	let caret: Fixture["caret"];
	for (const { path, lines } of sections(body)) {
		const text: string[] = [];
		for (const line of lines) {
			const marker = line.trimEnd().match(markerLine);
			if (marker === null) text.push(line);
			else markers.push(markerOf(marker, path, text.length - 1));
		}
		const joined = text.join("");
		const offset = joined.indexOf("$0");
		if (offset >= 0) caret = { path, offset };
		files.set(path, joined.replace("$0", ""));
	}
	return { files, caret, markers };
}

/** The text of a fence: what `parseFixture` reads. */
export function renderFixture({ files, caret, markers }: Fixture): string {
	const bare = files.size === 1 && files.has("/flake.nix");
	const parts = [...files].map(([path, text]) => {
		const head = bare ? "" : `#- ${path}\n`;
		const offset = caret?.path === path ? caret.offset : undefined;
		const withCaret = offset === undefined ? text : `${text.slice(0, offset)}$0${text.slice(offset)}`;
		const marked = linesOf(withCaret).map((line, index) => {
			const here = markers.filter((marker) => marker.path === path && marker.line === index);
			return line + here.map(renderMarker).join("");
		});
		return head + marked.join("");
	});
	return parts.join("");
}

/** The marker of a finding at `range`; `text` may have CRLF line ends. */
export function markerAt(path: string, text: string, range: Range, rule: string, message: string): Marker {
	const before = text.slice(0, range.start);
	const lineStart = before.lastIndexOf("\n") + 1;
	const [firstLine = ""] = text.slice(lineStart).split(/\r?\n/, 1);
	const line = before.split("\n").length - 1;
	const end = Math.min(range.end - lineStart, firstLine.length);
	return { path, line, start: range.start - lineStart, end, rule, message };
}

function sections(body: string): { path: string; lines: string[] }[] {
	const found: { path: string; lines: string[] }[] = [];
	for (const line of linesOf(body)) {
		const path = line.trimEnd().match(header)?.[1];
		if (path !== undefined) found.push({ path, lines: [] });
		else if (found.length === 0) found.push({ path: "/flake.nix", lines: [line] });
		else found.at(-1)?.lines.push(line);
	}
	return found;
}

/** The lines of a text, each with its line end. */
function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function markerOf(match: RegExpMatchArray, path: string, line: number): Marker {
	const [whole, carets = "", rule = "", message = ""] = match;
	const start = whole.indexOf("^");
	return { path, line, start, end: start + carets.length, rule, message };
}

/** A caret cannot stand in column 0, which `#` takes: such a range is marked from its second character on. */
function renderMarker({ start, end, rule, message }: Marker): string {
	const from = Math.max(start, 1);
	return `#${" ".repeat(from - 1)}${"^".repeat(Math.max(end - from, 1))} ${rule}: ${message}\n`;
}
