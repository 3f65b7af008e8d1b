import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The texts of all files in a folder and below, by workspace path (`/modules/a.nix`). */
export function readFolder(folder: string): Map<string, string> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]));
}
