import { CHECKED_AGAINST, type Entry, type Standing } from "../nixpkgs/entry.ts";

const STANDINGS: Readonly<Record<Standing, string | undefined>> = {
	current: undefined,
	derived: "*Worked out by nixpkgs.*",
	internal: "*Internal to nixpkgs.*",
	deprecated: "*Deprecated.*",
	removed: "*Removed: nixpkgs ignores it without a word.*",
	rejected: "*Not accepted: the evaluation stops.*",
};

/** An entry as Markdown: its name and type, and then all of `explanation`. */
export function entryMarkdown(entry: Entry): string {
	return `**\`${entry.name}\`**: ${entry.type}\n\n${explanation(entry)}`;
}

/** The type of an entry, for a place where Markdown is not rendered. */
export function plainType({ type }: Entry): string {
	return type.replaceAll("`", "");
}

/** What an entry means, what may be given, an example, pitfalls and where to read on, as Markdown. */
export function explanation(entry: Entry): string {
	const { release, commit } = CHECKED_AGAINST;
	const tree = `https://github.com/NixOS/nixpkgs/tree/${commit}`;
	const paragraphs = [
		STANDINGS[entry.standing],
		entry.since === undefined ? undefined : `Since ${entry.since}.`,
		entry.instead === undefined ? undefined : `Instead: ${entry.instead}`,
		entry.meaning,
		entry.becomes === undefined ? undefined : `Becomes: ${entry.becomes}`,
		`Default: ${entry.default}`,
		entry.values.length > 0 ? `Often: ${entry.values.map((value) => `\`${value}\``).join(", ")}` : undefined,
		`\`\`\`nix\n${entry.example}\n\`\`\``,
		entry.pitfalls.map((pitfall) => `- ${pitfall}`).join("\n"),
		`[Manual](${entry.manual}) · checked against nixpkgs [${release}](${tree})`,
	];
	return paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== "").join("\n\n");
}
