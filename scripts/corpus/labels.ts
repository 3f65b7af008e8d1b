/** A nixpkgs import that a person has found and judged. */
export interface Label {
	/** The folder of its repository's checkout: `owner+name`. */
	readonly folder: string;
	/** The workspace path of its file. */
	readonly path: string;
	/** UTF-16 offsets. */
	readonly start: number;
	readonly end: number;
	readonly role: string;
}

/** Reads labels, one JSON object a line, by the repository's folder. */
export function parseLabels(text: string): ReadonlyMap<string, readonly Label[]> {
	const byFolder = new Map<string, Label[]>();
	for (const line of text.split("\n")) {
		if (line.trim() === "") continue;
		const { repo, file, start, end, role } = JSON.parse(line);
		const label: Label = { folder: repo.replace("/", "+"), path: `/${file}`, start, end, role };
		byFolder.set(label.folder, [...(byFolder.get(label.folder) ?? []), label]);
	}
	return byFolder;
}
