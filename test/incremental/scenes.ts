import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Workspace } from "../../server/src/flake/workspace.ts";
import { type Files, filesOf } from "../pages/files.ts";
import { readPage } from "../pages/page.ts";
import { testParser } from "../parser.ts";
import { histories } from "./random-edits.ts";

const parse = await testParser();

/** A workspace that has never been anything else. */
export function fresh(files: Files): Workspace {
	const workspace = new Workspace(parse);
	for (const [path, text] of files) workspace.set(path, /\.(nix|lock)$/.test(path) ? text : undefined);
	return workspace;
}

/** Files, and what becomes of some of them one edit after the other. */
export interface Scene {
	readonly files: Files;
	readonly edited: readonly (readonly [path: string, history: (text: string) => readonly string[]])[];
}

/** Random edits of the flakes of all pages, or of two of them in one workspace. */
export function scenes(): fc.Arbitrary<Scene> {
	const server = join(import.meta.dirname, "..", "..", "server", "src");
	const flakes = ["rules", "refactorings"].flatMap((folder) =>
		readdirSync(join(server, folder))
			.filter((name) => name.endsWith(".md"))
			.flatMap((name) => readPage(join(server, folder, name)).cases.map(filesOf)),
	);
	const moved = (folder: string, files: Files) =>
		[...files].map(([path, text]) => [`/${folder}${path}`, text] as const);
	const two = fc
		.tuple(fc.constantFrom(...flakes), fc.constantFrom(...flakes))
		.map(([one, other]): Files => new Map([...moved("one", one), ...moved("two", other)]));
	return fc.oneof(fc.constantFrom(...flakes), two).chain((files) => {
		const paths = [...files.keys()].filter((path) => path.endsWith(".nix"));
		const edits = fc.tuple(fc.constantFrom(...paths), histories(8));
		return fc.record({ files: fc.constant(files), edited: fc.array(edits, { minLength: 1, maxLength: 4 }) });
	});
}

/** Makes the edits of a scene, and gives the texts after each and the file that it has changed. */
export function* play(living: Workspace, { files, edited }: Scene): Generator<{ texts: Files; path: string }> {
	const texts = new Map(files);
	for (const [path, history] of edited) {
		for (const text of history(texts.get(path) ?? "")) {
			texts.set(path, text);
			living.set(path, text);
			yield { texts, path };
		}
	}
}
