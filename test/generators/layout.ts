import fc from "fast-check";

/** How a file is laid out: what may vary without changing what it means. */
export interface Layout {
	readonly indent: "  " | "    " | "\t";
	readonly lineBreak: "\n" | "\r\n";
	readonly finalLineBreak: boolean;
	/** Which comment stands at each place for one; used over and over. */
	readonly comments: readonly number[];
}

/** Marks a place for a comment: at the end of a line, or on a line of its own. */
export const note = "§";

/** Marks a place for a comment between two tokens. */
export const inlineNote = "¤";

export const layouts: fc.Arbitrary<Layout> = fc.record({
	indent: fc.constantFrom("  ", "    ", "\t"),
	lineBreak: fc.constantFrom("\n", "\n", "\n", "\r\n"),
	finalLineBreak: fc.boolean(),
	comments: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 9 }),
});

/** A text with indentation of two spaces, and marks for comments, as the layout has it. `file` tells its comments apart. */
export function layOut(text: string, file: string, layout: Layout): string {
	let places = 0;
	const next = () => {
		const choice = layout.comments[places % layout.comments.length] ?? 0;
		places++;
		return { choice, words: `note ${places} of ${file}` };
	};
	const lines = text.split("\n").flatMap((line) => {
		const indent = /^ */.exec(line)?.[0] ?? "";
		const between = line.replaceAll(inlineNote, () => {
			const { choice, words } = next();
			return choice === 1 ? `/* ${words} */ ` : "";
		});
		const spread = (written: string) => layout.indent.repeat(indent.length / 2) + written;
		if (!between.endsWith(note)) return [between.trim() === "" ? "" : spread(between.slice(indent.length).trimEnd())];
		const code = between.slice(indent.length, -note.length).trimEnd();
		const { choice, words } = next();
		if (code === "") return ownLine(choice, words).map((each) => (each === "" ? "" : spread(each)));
		return [spread(code + (choice === 1 ? ` # ${words}` : choice === 2 ? ` /* größer → 😀 ${words} */` : ""))];
	});
	return lines.join(layout.lineBreak) + (layout.finalLineBreak ? layout.lineBreak : "");
}

function ownLine(choice: number, words: string): string[] {
	if (choice === 1) return [`# ${words}`];
	if (choice === 2) return [`# größer → 😀 ${words}`, `# and more of ${words}`];
	if (choice === 3) return ["/*", `  ${words}`, "*/"];
	if (choice === 4) return [""];
	return choice === 5 ? ["", `# ${words}`, ""] : [];
}
