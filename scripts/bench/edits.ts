/** The text with another value for one of its options; undefined if it has no plain value. `number` tells edits apart. */
export function otherValue(text: string, number: number): string | undefined {
	const values = [...text.matchAll(/(?<== )(true|false|\d+|"[^"$\n]*")(?=;)/g)];
	const value = values[(number * 7) % values.length];
	if (value === undefined) return undefined;
	const other = value[0].startsWith('"') ? `"other ${number}"` : value[0] === "true" ? "false" : "true";
	return text.slice(0, value.index) + other + text.slice(value.index + value[0].length);
}

/** The text of a module that defines one option more. */
export function newOption(text: string, number: number): string {
	const end = text.lastIndexOf("}");
	return `${text.slice(0, end)}  services.bench.option${number} = true;\n${text.slice(end)}`;
}

/** The text with one comment more. */
export function comment(text: string, number: number): string {
	return `# ${number}\n${text}`;
}
