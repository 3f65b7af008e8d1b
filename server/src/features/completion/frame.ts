import { afterSemicolon, expected, hasOpenLet, lacksSemicolon, type Statement } from "./statement.ts";

/** Longer texts in brackets are left out, unless they stand next to the caret. */
const maxKept = 100;
const maxKeptNear = 2000;
/** Longer texts next to the caret are left out after all. */
const maxNear = 4000;

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
	/** What belongs to the binding that is being read, as it would be added to `short`. */
	private current = "";
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
		const isNear = this.toCaret !== undefined && this.toCaret <= 1 && this.wide.length <= maxNear;
		return isNear ? this.wide : this.short + this.current;
	}

	/** What may come next. */
	get expected(): ReturnType<typeof expected> {
		return expected(this.statement, this.isSet);
	}

	add(text: string, summary = text): void {
		this.wide += text;
		this.current += text;
		this.statement += summary;
	}

	/** Adds what stands for the caret. */
	addCaret(name: string): void {
		this.add(name);
		this.toCaret = 0;
		this.holdsCaretNow = true;
	}

	addSemicolon(): void {
		this.add(";", "");
		this.statement = afterSemicolon(this.statement);
		if (this.statement !== "") return;
		if (this.holdsCaretNow || this.open.startsWith("rec") || this.keeps(this.current)) this.short += this.current;
		this.current = "";
		this.holdsCaretNow = false;
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
		const [empty, whole] = [inner.open + inner.close, inner.open + inner.text + inner.close];
		// What a fetcher is told says whether a nixpkgs is fetched.
		const isFetched = /fetch\w*\s*$/i.test(this.statement.slice(-40)) || /fetch/i.test(inner.statement.slice(0, 40));
		const isWanted = isKept || isFetched || inner.toCaret !== undefined || this.keeps(whole);
		this.current += isWanted || whole.length <= maxKept ? whole : empty;
		this.wide += isWanted || whole.length <= maxKeptNear ? whole : empty;
		this.statement += empty;
		if (inner.toCaret === undefined) return;
		this.toCaret = inner.toCaret + 1;
		this.holdsCaretNow = true;
	}
}
