import { afterSemicolon, expected, hasOpenLet, lacksSemicolon, type Statement } from "./statement.ts";

/** Longer texts in brackets are left out, unless they stand next to the caret. */
const maxKept = 100;
const maxKeptNear = 2000;

/** What stands between a pair of brackets, as far as it has been read. The outermost has none. */
export class Frame {
	/** How many pairs of brackets are between it and the caret; undefined if it does not hold the caret. */
	toCaret: number | undefined;
	/** True if the caret stands among the names that a function takes. */
	isFormals = false;
	/** What has been read of the binding, or whatever else is here. */
	statement: Statement = "";
	/** Without what is in longer brackets. */
	private short = "";
	/** With them. */
	private wide = "";

	constructor(
		readonly open: string,
		/** What stands for its end in the repaired text. */
		readonly close: string,
		/** What ends it in the original text, and where that goes on then, if not right there. */
		readonly end: string,
		readonly resume?: number,
	) {}

	/** True if it may hold bindings. */
	get isSet(): boolean {
		return this.open === "{" && !this.isFormals;
	}

	/** The text, to be put between the brackets. */
	get text(): string {
		return this.toCaret === undefined || this.toCaret > 1 ? this.short : this.wide;
	}

	/** What may come next. */
	get expected(): ReturnType<typeof expected> {
		return expected(this.statement, this.isSet);
	}

	add(text: string, summary = text): void {
		this.short += text;
		this.wide += text;
		this.statement += summary;
	}

	addSemicolon(): void {
		this.add(";", "");
		this.statement = afterSemicolon(this.statement);
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
		const keeps = isKept || inner.toCaret !== undefined;
		this.short += keeps || whole.length <= maxKept ? whole : empty;
		this.wide += keeps || whole.length <= maxKeptNear ? whole : empty;
		this.statement += empty;
		if (inner.toCaret !== undefined) this.toCaret = inner.toCaret + 1;
	}
}
