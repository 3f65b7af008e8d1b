import { folderOf, resolvePath } from "../text/path.ts";

/**
 * The workspace paths of the files and folders that a Nix file names by relative paths, such as `../lib` in
 * `import ../lib { }`. Told from the text alone: what stands in a comment counts too.
 */
export function references(path: string, text: string): ReadonlySet<string> {
	const found = new Set<string>();
	for (const [written] of text.matchAll(/(?<![\w./+-])\.{1,2}(?:\/[\w.+-]+)+/g)) {
		const target = resolvePath(folderOf(path), written);
		if (target !== undefined && target !== "/") found.add(target);
	}
	return found;
}
