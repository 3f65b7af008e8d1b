import { afterSemicolon, expected, hasOpenLet, lacksSemicolon, type Statement } from "./statement.ts";

/** Longer texts in brackets are left out, unless they stand next to the caret. */
const maxKept = 100;
const maxKeptNear = 1000;
/** Longer texts next to the caret are left out after all. */
const maxNear = 2000;
/** Of longer lists, the elements far before the caret are left out. */
const maxList = 300;

/** The bindings of a `let` or a recursive set that say which nixpkgs is meant, or which system. */
const telling = new RegExp(
	[
		"^\\s*inherit\\b",
		"^\\s*[\\w.'-]*(?:pkgs|system|inputs|stable)[\\w.'-]*\\s*=",
		"=\\s*\\(*(?:import|(?:builtins\\.)?fetch|[\\w.'-]*(?:nixpkgs|inputs|stable))",
		'=\\s*"[\\w-]+-(?:linux|darwin)"',
	].join("|"),
	"i",
);

/** What stands between a pair of brackets, as far as it has been read. The outermost has none. */
export class Frame {
	/** How many pairs of brackets are between it and the caret; undefined if it does not hold the caret. */
	toCaret: number | undefined;
	/** True if the caret stands among the names that a function takes. */
	isFormals = false;
	/** What has been read of the binding, or whatever else is here. */
	statement: Statement = "";
	/** Everything, but for what is in very long brackets. */
	private wide = "";
	/** Without what is in longer brackets, and without whole bindings that nothing here can refer to. */
	private short = "";
	/** What `short` will have of a statement that is not whole yet, up to its last semicolon. */
	private begun = "";
	/** What has been read since. */
	private current = "";
	/** The statement at the last semicolon. */
	private before: Statement = "";
	/** Whether the caret is in `begun` or `current`, and in the latter. */
	private holdsCaretHere = false;
	private holdsCaretNow = false;

	constructor(
		readonly open: string,
		/** What stands for its end in the repaired text. */
		readonly close: string,
		/** What ends it in the original text; that goes on at `resume`, or right there. */
		readonly end: string,
		private readonly keeps: (text: string) => boolean,
		/** Where it begins in the original text. */
		readonly start: number | undefined,
		readonly resume: number | undefined,
	) {}

	/** True if it may hold bindings. */
	get isSet(): boolean {
		return this.open.endsWith("{") && this.open !== "${" && !this.isFormals;
	}

	/** The text, to be put between the brackets. */
	get text(): string {
		if (this.toCaret === undefined) return this.wide;
		return this.toCaret <= 1 && this.wide.length <= maxNear ? this.wide : this.short + this.begun + this.current;
	}

	/** True if bindings stay when they are whole: the caret is in the last one, or they can be referred to. */
	private get isKeptWhole(): boolean {
		return this.holdsCaretHere || this.open.startsWith("rec");
	}

	/** What may come next. */
	get expected(): ReturnType<typeof expected> {
		return expected(this.statement, this.isSet);
	}

	add(text: string): void {
		this.wide += text;
		this.current += text;
		this.statement += text;
		if (this.open === "[" && this.current.length > maxList) this.forgetElements();
	}

	/** Adds what stands for the caret. */
	addCaret(name: string): void {
		this.add(name);
		this.toCaret = 0;
		this.holdsCaretHere = true;
		this.holdsCaretNow = true;
	}

	addSemicolon(): void {
		const text = `${this.current};`;
		const after = afterSemicolon(this.statement);
		const isLeftOut = after === "" && !this.isKeptWhole;
		const isWanted = this.holdsCaretNow || this.keeps(text) || (!isLeftOut && telling.test(text));
		// What leaves the statement as it was before is a whole binding of a `let`.
		if (after !== this.before || isWanted) this.begun += text;
		this.wide += ";";
		this.current = "";
		this.holdsCaretNow = false;
		this.statement = after;
		this.before = after;
		if (after === "") this.endStatement();
	}

	/** Ends what is begun: `following` is the text that comes next. */
	addMissing(following: string): void {
		if (lacksSemicolon(this.statement, this.isSet, following)) this.addSemicolon();
		while (following === "" && hasOpenLet(this.statement)) {
			this.add(" in null");
			if (lacksSemicolon(this.statement, this.isSet, following)) this.addSemicolon();
		}
	}

	/** Adds what stood in brackets, as a whole. */
	addInner(inner: Frame, isKept: boolean): void {
		const whole = inner.open + inner.text + inner.close;
		const empty = inner.open === "(" ? "(null)" : inner.open + inner.close;
		const isWanted = isKept || inner.toCaret !== undefined || isFetched(this, inner) || this.keeps(whole);
		// Where elements may be forgotten there must be no white space inside of one.
		const isShort = whole.length <= maxKept && (this.open !== "[" || !/\s/.test(whole));
		this.current += isWanted || isShort ? whole : empty;
		this.wide += isWanted || whole.length <= maxKeptNear ? whole : empty;
		this.statement += inner.open + inner.close;
		if (inner.toCaret === undefined) return;
		this.toCaret = inner.toCaret + 1;
		this.holdsCaretHere = true;
		this.holdsCaretNow = true;
	}

	/** A binding of a set that is whole: only those of a recursive set can be referred to. */
	private endStatement(): void {
		if (this.isKeptWhole || this.keeps(this.begun)) this.short += this.begun;
		this.begun = "";
		this.holdsCaretHere = false;
	}

	private forgetElements(): void {
		const end = this.current.slice(-maxList / 2);
		const at = end.search(/\s/);
		if (at >= 0 && !this.holdsCaretNow) this.current = end.slice(at);
	}
}

/** True for what a fetcher is told: it says whether a nixpkgs is fetched. */
function isFetched(outer: Frame, inner: Frame): boolean {
	return /fetch\w*\s*$/i.test(outer.statement.slice(-40)) || /fetch/i.test(inner.statement.slice(0, 40));
}
