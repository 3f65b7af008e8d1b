// @ts-check
// The pages of the rules and refactorings, which stand beside their code.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./project.mjs";

/** The folders in `server/src` that have pages. */
export const kinds = ["rules", "refactorings"];

/**
 * The pages of one kind: their names, the whole text, the docs in it, which end where the cases begin, and the summary,
 * which is the paragraph below the title.
 * @param {string} kind
 */
export function pagesOf(kind) {
	return markdownIn(join(root, "server/src", kind)).map((file) => {
		const text = readFileSync(file, "utf8");
		const [docs = ""] = text.split(/^## Cases$/m, 1);
		const [, summary = ""] = text.match(/^# .+\n\n(.+)\n/) ?? [];
		return { name: basename(file, ".md"), text, docs: docs.trimEnd(), summary };
	});
}

/**
 * The Markdown files of a folder, none if it does not exist.
 * @param {string} folder
 */
export function markdownIn(folder) {
	try {
		const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
		return names.sort().map((name) => join(folder, name));
	} catch {
		return [];
	}
}
