import { Frame } from "./frame.ts";
import { lacksBody } from "./statement.ts";

const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/** The brackets that are open at a place in a text, while it is read from its beginning to its end. */
export class Brackets {
	/** How far the text has been read. */
	at = 0;
	/** The innermost. */
	top: Frame;
	/** The others, from the outermost on. */
	private readonly outer: Frame[] = [];

	/** @param keeps tells what must not be left out, however long it is */
	constructor(
		private readonly text: string,
		private readonly keeps: (text: string) => boolean,
	) {
		this.top = this.frame("", "", "");
	}

	/** Reads up to an offset, nothing but what belongs to the statement here. */
	readTo(end: number): void {
		if (this.at < end) this.top.add(this.text.slice(this.at, end));
		this.at = end;
	}

	/** Reads a string as a whole. */
	readString(end: number): void {
		const quotes = this.text[this.at] === '"' ? '"' : "''";
		const frame = this.frame(quotes, quotes, "");
		frame.add(this.text.slice(this.at + quotes.length, end - quotes.length));
		this.top.addInner(frame, false);
		this.at = end;
	}

	/** Reads an opening bracket at an offset, with a `rec` or a dollar sign before it. */
	open(token: string, index: number): void {
		const near = this.text.slice(Math.max(this.at, index - 10), index);
		const [before = ""] = token === "{" ? (/\$$|(?<![\w'.-])rec\s+$/.exec(near) ?? []) : [];
		this.readTo(index - before.length);
		this.at = index + 1;
		const close = closers[token] ?? "";
		this.push(this.frame(before + token, close, close, index));
	}

	/** Takes an expression in a string for one in parentheses: it goes up to its brace, and the text on at `resume`. */
	openExpression(start: number, resume: number): void {
		this.at = start;
		this.push(this.frame("(", ")", "}", undefined, resume));
	}

	/** Reads a closing bracket: ends the innermost brackets that it can end, and with them those that lack their own. */
	close(token: string, index: number): void {
		this.readTo(index);
		this.at = index + 1;
		const isHere = this.top.end === token;
		const depth = isHere ? this.outer.length : this.outer.findLastIndex(({ end }) => end === token);
		while (depth > 0 && this.outer.length >= depth) this.closeInnermost();
	}

	/** Reads the rest, ends all that is open, and gives the repaired text. */
	finish(): string {
		this.readTo(this.text.length);
		while (this.outer.length > 0) this.closeInnermost();
		this.top.addMissing("");
		if (lacksBody(this.top.statement)) this.top.add(" null");
		return this.top.text.replace(/\s+/g, " ");
	}

	/** What stands from an offset on, but for white space and comments. */
	following(from: number): string {
		return this.text.slice(from).replace(/^(?:\s|#[^\n]*|\/\*[\s\S]*?\*\/)*/, "");
	}

	/** True if the innermost brackets follow an `@`. */
	get isNamedArgument(): boolean {
		return /@\s*$/.test(this.outer.at(-1)?.statement.slice(-10) ?? "");
	}

	private frame(open: string, close: string, end: string, start?: number, resume?: number): Frame {
		return new Frame(open, close, end, this.keeps, start, resume);
	}

	private push(frame: Frame): void {
		this.outer.push(this.top);
		this.top = frame;
	}

	private closeInnermost(): void {
		const frame = this.top;
		const isArgument = frame.open.endsWith("{") && (this.isNamedArgument || this.isBeforeColon());
		this.top = this.outer.pop() ?? frame;
		this.at = frame.resume ?? this.at;
		const holdsCaret = frame.toCaret !== undefined;
		if (holdsCaret) frame.addMissing("");
		this.top.addInner(frame, isArgument || frame.open === "${");
		if (!holdsCaret) return;
		if (frame.isFormals) this.addBody(isArgument);
		this.top.addMissing(this.following(this.at));
	}

	private isBeforeColon(): boolean {
		return /^\s*[:@]/.test(this.text.slice(this.at, this.at + 40));
	}

	/** A function whose formals are being typed may have nothing after them yet. */
	private addBody(isArgument: boolean): void {
		const bare = /\s*:(?=\s*(?:[;)}\]]|$))/y;
		bare.lastIndex = this.at;
		if (isArgument && !bare.test(this.text)) return;
		if (isArgument) this.at = bare.lastIndex;
		this.top.add(": null");
	}
}
