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
	private readonly frames = [new Frame("", "", "")];
	private at = 0;
	/** What the caret's name stands for. */
	private range: Range;
	private inString = false;
	private isNewName = false;
	private isPlaced = false;
	private readonly kept: RegExp | undefined;

	constructor(
		private readonly text: string,
		private readonly offset: number,
		kept: readonly string[],
	) {
		this.range = wordAt(text, offset);
		if (kept.length > 0) this.kept = new RegExp(`(?<![\\w'-])(?:${kept.join("|")})(?![\\w'-])`);
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
		const { range, inString, isNewName } = this;
		return { text: this.top.text, range, inString, isNewName };
	}

	private get top(): Frame {
		return this.frames.at(-1) ?? new Frame("", "", "");
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
			this.top.addInner(stringFrame(this.text, index, end), false);
			this.at = end;
			return true;
		}
		const around = expressions.find(({ start, end }) => start <= this.offset && this.offset <= end);
		if (around !== undefined) {
			this.frames.push(new Frame("(", ")", "}", end));
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

	private open(token: string, index: number): void {
		const isStep = token === "{" && this.text[index - 1] === "$";
		this.readTo(isStep ? index - 1 : index);
		this.at = index + 1;
		const open = isStep ? "${" : token;
		this.frames.push(new Frame(open, closers[token] ?? "", closers[token] ?? ""));
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
		const isKept = isArgument || frame.open === "${" || this.kept?.test(frame.text) === true;
		this.top.addInner(frame, isKept);
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
		frame.toCaret = 0;
		const isName = frame.expected === "name" && !frame.isFormals;
		const isInherited = frame.expected === "inherited" && !/^[\w\s'-]*;/.test(following);
		frame.add(` ${caretName} `);
		const lacksValue = isName && !/^(=(?!=)|\.)/.test(following);
		this.isNewName = lacksValue && !following.startsWith(";");
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

function stringFrame(text: string, start: number, end: number): Frame {
	const quotes = text[start] === '"' ? '"' : "''";
	const frame = new Frame(quotes, quotes, "");
	frame.add(text.slice(start + quotes.length, end - quotes.length));
	return frame;
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
