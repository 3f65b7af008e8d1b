import type { Range } from "../../text/range.ts";
import { Frame } from "./frame.ts";
import { lacksBody, readsAsFormals } from "./statement.ts";
import { commentEnd, scanString } from "./strings.ts";

/** The text around a caret, made whole so that it can be parsed. */
export interface Repaired {
	/** Where the word or string at the caret was, it has the name `caretName`. Much of what is far off is left out. */
	readonly text: string;
	/** The word at the caret, or the inside of the string, in the original text. */
	readonly range: Range;
	/** True if the caret is between the quotes of a string. */
	readonly inString: boolean;
	/** True if a binding's name is typed after which there is nothing yet, neither a value nor a semicolon. */
	readonly isNewName: boolean;
	/** Where the innermost bracket around the caret is opened in the original text; undefined if there is none. */
	readonly bracket: number | undefined;
}

/** What stands for the caret in a repaired text: a name that nobody gives. */
export const caretName = "caret'here";

/** What is looked at; all between belongs to some statement. */
const telling = /[{}()[\];"#]|''|\/\*/g;
const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/**
 * Repairs a text that is being typed. What is open at the caret is told by what stands before it; brackets, semicolons
 * and the like that are missing after it are added. Undefined where nothing can be completed: in a comment, in a path,
 * in a string of several lines or parts. Of the names `kept` every use is left in.
 */
export function repairAt(text: string, offset: number, kept: readonly string[] = []): Repaired | undefined {
	return new Repair(text, offset, kept).run();
}

class Repair {
	private readonly frames: Frame[];
	private at = 0;
	/** What the caret's name stands for. */
	private range: Range;
	private inString = false;
	private isNewName = false;
	private bracket: number | undefined;
	private isPlaced = false;
	private readonly keeps: (text: string) => boolean;

	constructor(
		private readonly text: string,
		private readonly offset: number,
		kept: readonly string[],
	) {
		this.range = wordAt(text, offset);
		const uses = kept.length === 0 ? undefined : new RegExp(`(?<![\\w'-])(?:${kept.join("|")})(?![\\w'-])`);
		this.keeps = (text) => uses?.test(text) ?? false;
		this.frames = [this.frame("", "", "")];
	}

	run(): Repaired | undefined {
		if (!mayBeName(this.text, this.range)) return undefined;
		for (;;) {
			telling.lastIndex = this.at;
			const found = telling.exec(this.text);
			const index = found?.index ?? this.text.length;
			if (!this.isPlaced && this.range.start <= index) this.placeCaret(this.range, this.range.end);
			else if (found === null) break;
			else if (!this.take(found[0], index)) return undefined;
		}
		this.readTo(this.text.length);
		while (this.frames.length > 1) this.closeInnermost();
		this.top.addMissing("");
		if (lacksBody(this.top.statement)) this.top.add(" null");
		const { range, inString, isNewName, bracket } = this;
		return { text: this.top.text, range, inString, isNewName, bracket };
	}

	private get top(): Frame {
		return this.frames.at(-1) ?? this.frame("", "", "");
	}

	private frame(open: string, close: string, end: string, start?: number, resume?: number): Frame {
		return new Frame(open, close, end, this.keeps, start, resume);
	}

	/** Reads a telling token; false if the caret is in a place where nothing can be completed. */
	private take(token: string, index: number): boolean {
		switch (token) {
			case "#":
			case "/*":
				return this.takeComment(index);
			case '"':
				return this.takeString(index);
			case "''":
				if (/[\w'-]/.test(this.text[index - 1] ?? "")) this.readTo(index + 2);
				else return this.takeString(index);
				break;
			case ";":
				this.readTo(index);
				this.at++;
				this.top.addSemicolon();
				break;
			case "}":
			case ")":
			case "]":
				this.readTo(index);
				this.at++;
				this.close(token);
				break;
			default:
				this.open(token, index);
		}
		return true;
	}

	private takeComment(index: number): boolean {
		const end = commentEnd(this.text, index);
		this.readTo(index);
		this.at = end;
		return this.isPlaced || this.offset <= index || this.offset > end;
	}

	private takeString(index: number): boolean {
		const { end, expressions } = scanString(this.text, index);
		this.readTo(index);
		if (this.isPlaced || this.offset >= end) {
			this.addString(index, end);
			this.at = end;
			return true;
		}
		const around = expressions.find(({ start, end }) => start <= this.offset && this.offset <= end);
		if (around !== undefined) {
			this.frames.push(this.frame("(", ")", "}", undefined, end));
			this.at = around.start;
			return true;
		}
		if (this.text[index] !== '"') return false;
		this.inString = true;
		const lineEnd = /[\r\n]|$/g;
		lineEnd.lastIndex = this.offset;
		const isClosed = end <= (lineEnd.exec(this.text)?.index ?? end) && this.text[end - 1] === '"';
		const inside = { start: index + 1, end: isClosed ? end - 1 : wordAt(this.text, this.offset).end };
		this.placeCaret(inside, isClosed ? end : inside.end);
		return !(isClosed && expressions.length > 0);
	}

	private addString(start: number, end: number): void {
		const quotes = this.text[start] === '"' ? '"' : "''";
		const frame = this.frame(quotes, quotes, "");
		frame.add(this.text.slice(start + quotes.length, end - quotes.length));
		this.top.addInner(frame, false);
	}

	private open(token: string, index: number): void {
		const [before = ""] = token === "{" ? (/\$$|(?<![\w'.-])rec\s+$/.exec(this.text.slice(this.at, index)) ?? []) : [];
		this.readTo(index - before.length);
		this.at = index + 1;
		const close = closers[token] ?? "";
		this.frames.push(this.frame(before + token, close, close, index));
	}

	/** Ends the innermost brackets that the token can end, and with them those that lack their own. */
	private close(token: string): void {
		const index = this.frames.findLastIndex(({ end }) => end === token);
		while (index > 0 && this.frames.length > index) this.closeInnermost();
	}

	private closeInnermost(): void {
		const frame = this.frames.pop();
		if (frame === undefined) return;
		this.at = frame.resume ?? this.at;
		const holdsCaret = frame.toCaret !== undefined;
		if (holdsCaret) frame.addMissing("");
		const isArgument = /@\s*$/.test(this.top.statement) || /^\s*[:@]/.test(this.text.slice(this.at, this.at + 40));
		this.top.addInner(frame, isArgument || frame.open === "${");
		if (!holdsCaret) return;
		if (frame.isFormals) this.addBody(isArgument);
		this.top.addMissing(this.following(this.at));
	}

	/** A function whose formals are being typed may have nothing after them yet. */
	private addBody(isArgument: boolean): void {
		const bare = /\s*:(?=\s*(?:[;)}\]]|$))/y;
		bare.lastIndex = this.at;
		if (isArgument && !bare.test(this.text)) return;
		if (isArgument) this.at = bare.lastIndex;
		this.top.add(": null");
	}

	private placeCaret(range: Range, resume: number): void {
		this.readTo(range.start - (this.inString ? 1 : 0));
		this.range = range;
		this.at = resume;
		this.isPlaced = true;
		const frame = this.top;
		const following = this.following(resume);
		const around = this.frames.at(-2)?.statement ?? "";
		const isFormals = /@\s*$/.test(around) || readsAsFormals(frame.statement) || /^[^{};=]*\}\s*[:@]/.test(following);
		frame.isFormals = frame.open === "{" && isFormals;
		const isName = frame.expected === "name" && !frame.isFormals;
		const isInherited = frame.expected === "inherited" && !/^[\w\s'-]*;/.test(following);
		frame.addCaret(` ${caretName} `);
		const lacksValue = isName && !/^(=(?!=)|\.)/.test(following);
		this.isNewName = lacksValue && !this.inString && !following.startsWith(";");
		this.bracket = frame.start;
		if (lacksValue) frame.add("= null");
		if (isInherited) frame.addSemicolon();
		else frame.addMissing(following === "" ? " " : following);
	}

	private readTo(end: number): void {
		this.top.add(this.text.slice(this.at, end));
		this.at = end;
	}

	/** What stands from an offset on, but for white space and comments. */
	private following(from: number): string {
		return this.text.slice(from).replace(/^(?:\s|#[^\n]*|\/\*[\s\S]*?\*\/)*/, "");
	}
}

/** The letters and digits around an offset. */
function wordAt(text: string, offset: number): Range {
	const before = /[\w'-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0;
	const after = /^[\w'-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0;
	return { start: offset - before, end: offset + after };
}

/** False for a part of a path, of a number, or of what stands in angle brackets. */
function mayBeName(text: string, { start, end }: Range): boolean {
	if (start < end && !/[A-Za-z_]/.test(text[start] ?? "")) return false;
	return !/((^|[\s([{=;:,])\.{1,2}|[^/]\/|[<~])$/.test(text.slice(Math.max(0, start - 3), start));
}
