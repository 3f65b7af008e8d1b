import type { Range } from "../../text/range.ts";
import { Brackets } from "./brackets.ts";
import { readsAsFormals } from "./statement.ts";
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

/** What stands farther behind the caret is not looked at. */
const maxAfter = 16_384;

/** What is looked at; all between belongs to some statement. */
const telling = /[{}()[\];"#]|''|\/\*/g;

/**
 * Repairs a text that is being typed. What is open at the caret is told by what stands before it; brackets, semicolons
 * and the like that are missing after it are added. Undefined where nothing can be completed: in a comment, in a path,
 * in a string of several lines or parts. Of the names `kept` every use is left in.
 */
export function repairAt(text: string, offset: number, kept: readonly string[] = []): Repaired | undefined {
	return new Repair(text.slice(0, offset + maxAfter), offset, kept).run();
}

class Repair {
	private readonly brackets: Brackets;
	/** What the caret's name stands for. */
	private range: Range;
	private inString = false;
	private isNewName = false;
	private bracket: number | undefined;
	private isPlaced = false;

	constructor(
		private readonly text: string,
		private readonly offset: number,
		kept: readonly string[],
	) {
		this.range = wordAt(text, offset);
		const uses = kept.length === 0 ? undefined : new RegExp(`(?<![\\w'-])(?:${kept.join("|")})(?![\\w'-])`);
		this.brackets = new Brackets(text, (inner) => uses?.test(inner) ?? false);
	}

	run(): Repaired | undefined {
		if (!mayBeName(this.text, this.range)) return undefined;
		for (;;) {
			telling.lastIndex = this.brackets.at;
			const found = telling.exec(this.text);
			const index = found?.index ?? this.text.length;
			if (!this.isPlaced && this.range.start <= index) this.placeCaret(this.range, this.range.end);
			else if (found === null) break;
			else if (!this.take(found[0], index)) return undefined;
		}
		const { range, inString, isNewName, bracket } = this;
		return { text: this.brackets.finish(), range, inString, isNewName, bracket };
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
				if (!/[\w'-]/.test(this.text[index - 1] ?? "")) return this.takeString(index);
				this.brackets.readTo(index + 2);
				return true;
			case ";":
				this.brackets.readTo(index);
				this.brackets.at++;
				this.brackets.top.addSemicolon();
				return true;
			case "}":
			case ")":
			case "]":
				this.brackets.close(token, index);
				return true;
			default:
				this.brackets.open(token, index);
				return true;
		}
	}

	private takeComment(index: number): boolean {
		const end = commentEnd(this.text, index);
		this.brackets.readTo(index);
		this.brackets.at = end;
		return this.isPlaced || this.offset <= index || this.offset > end;
	}

	private takeString(index: number): boolean {
		const { end, expressions } = scanString(this.text, index);
		this.brackets.readTo(index);
		if (this.isPlaced || this.offset >= end) {
			this.brackets.readString(end);
			return true;
		}
		const around = expressions.find(({ start, end }) => start <= this.offset && this.offset <= end);
		if (around !== undefined) {
			this.brackets.openExpression(around.start, end);
			return true;
		}
		if (this.text[index] !== '"') return false;
		const lineEnd = /[\r\n]|$/g;
		lineEnd.lastIndex = this.offset;
		const isClosed = end <= (lineEnd.exec(this.text)?.index ?? end) && this.text[end - 1] === '"';
		const inside = { start: index + 1, end: isClosed ? end - 1 : wordAt(this.text, this.offset).end };
		this.inString = true;
		this.placeCaret(inside, isClosed ? end : inside.end);
		return !(isClosed && expressions.length > 0);
	}

	/** Puts the caret's name in the place of a range; the text goes on at `resume`. */
	private placeCaret(range: Range, resume: number): void {
		const { brackets } = this;
		brackets.readTo(range.start - (this.inString ? 1 : 0));
		brackets.at = resume;
		const { top } = brackets;
		const following = brackets.following(resume);
		const isFormals = readsAsFormals(top.statement) || /^[^{};=]*\}\s*[:@]/.test(following);
		top.isFormals = top.open === "{" && (isFormals || brackets.isNamedArgument);
		const lacksValue = top.expected === "name" && !top.isFormals && !/^(=(?!=)|\.)/.test(following);
		const endsList = top.expected === "inherited" && !/^[\w\s'-]*;/.test(following);
		top.addCaret(` ${caretName} `);
		if (lacksValue) top.add("= null");
		if (endsList) top.addSemicolon();
		else top.addMissing(following === "" ? " " : following);
		this.range = range;
		this.isNewName = lacksValue && !this.inString && !following.startsWith(";");
		this.bracket = top.start;
		this.isPlaced = true;
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
