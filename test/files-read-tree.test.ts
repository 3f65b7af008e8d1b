import { expect, test } from "vitest";
import type { EntryKind, FileSystem } from "../server/src/files/file-system.ts";
import { IgnoreRules } from "../server/src/files/ignore-rules.ts";
import { readTree } from "../server/src/files/read-tree.ts";

test("what is ignored is not read", async () => {
	const read = await paths({ "/.gitignore": "lib/\nsecret.nix", "/a.nix": "1", "/lib/a.nix": "1", "/secret.nix": "1" });
	expect(read).toEqual(["/.gitignore", "/a.nix"]);
});

test("an ignored folder that a file names is read, with all that it holds", async () => {
	const read = await paths({
		"/.gitignore": "lib/\n*.log",
		"/flake.nix": "import ./lib { }",
		"/lib/default.nix": "{ }",
		"/lib/hosts/a.nix": "{ }",
		"/lib/result/b.nix": "{ }",
		"/lib2/c.nix": "{ }",
	});
	expect(read).toEqual(["/.gitignore", "/flake.nix", "/lib/default.nix", "/lib/hosts/a.nix", "/lib2/c.nix"]);
});

test("an ignored file that a file names is read, and what it names in its turn", async () => {
	const read = await paths({
		"/.gitignore": "lib/",
		"/hosts/a.nix": "import ../lib/a.nix",
		"/lib/a.nix": "import ./deep/b.nix",
		"/lib/other.nix": "1",
		"/lib/deep/b.nix": "import ../../../outside.nix",
	});
	expect(read).toEqual(["/.gitignore", "/hosts/a.nix", "/lib/a.nix", "/lib/deep/b.nix"]);
});

test("what Nix, Git and npm made is not read, even if a file names it", async () => {
	const read = await paths({
		"/a.nix": "[ ./result/b.nix ./node_modules ]",
		"/result/b.nix": "1",
		"/node_modules/c": "1",
	});
	expect(read).toEqual(["/a.nix"]);
});

/** The paths that are found in a folder of these files. */
async function paths(texts: Record<string, string>): Promise<string[]> {
	const tree = await readTree(inMemory(texts), "/", new IgnoreRules());
	return [...tree.texts.keys()].sort();
}

function inMemory(texts: Record<string, string>): FileSystem {
	const kind = (path: string): EntryKind | undefined => {
		if (texts[path] !== undefined) return "file";
		return Object.keys(texts).some((other) => other.startsWith(`${path}/`)) ? "folder" : undefined;
	};
	return {
		async readFolder(folder) {
			const prefix = folder === "/" ? "/" : `${folder}/`;
			const names = Object.keys(texts).flatMap((path) =>
				path.startsWith(prefix) ? [path.slice(prefix.length).split("/")[0] ?? ""] : [],
			);
			return new Map(names.map((name) => [name, kind(prefix + name) ?? "file"]));
		},
		kind: async (path) => kind(path),
		readText: async (path) => texts[path],
	};
}
