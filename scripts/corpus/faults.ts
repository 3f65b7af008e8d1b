import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsOf } from "../../server/src/features/diagnostics.ts";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import type { Finding } from "../../server/src/rules/rule.ts";
import { unboundNames } from "../../server/src/semantics/scopes.ts";
import { nixInstantiate } from "../../test/requirements.mjs";

/** What can be wrong after a change. */
export type FaultKind = "parse" | "unbound" | "new finding" | "leftover finding" | "no end";

/** Something that is wrong after a change: none of these may ever be. */
export interface Fault {
	readonly kind: FaultKind;
	/** The file or finding, for people. */
	readonly what: string;
}

/** After a change of the inputs, the lock is behind until Nix has written it anew: the change says so itself. */
const toldBefore = "lock-out-of-step";

/** What is wrong in `after` that was not in `before`. */
export function faultsOf(before: Snapshot, after: Snapshot, paths: Iterable<string>): readonly Fault[] {
	const files = [...paths].flatMap((path) => fileFaults(before, after, path));
	const [old, fresh] = [before, after].map((snapshot) =>
		findingsOf(snapshot)
			.filter(({ rule }) => rule !== toldBefore)
			.map((finding): Told => ({ finding, words: wordsOf(snapshot, finding) })),
	);
	return [...files, ...added(old ?? [], fresh ?? []).map(({ words }): Fault => ({ kind: "new finding", what: words }))];
}

/** A finding, and how it reads in its file. */
interface Told {
	readonly finding: Finding;
	readonly words: string;
}

/** The findings that are new. One whose text a change has edited is none: its rule finds it in its file as before. */
function added(old: readonly Told[], fresh: readonly Told[]): readonly Told[] {
	const words = (told: readonly Told[]) => told.map((each) => each.words);
	const gone = without(words(old), words(fresh));
	const edited = old.filter((each) => gone.includes(each.words)).map(({ finding }) => placeOf(finding));
	const left = without(words(fresh), words(old));
	const unknown = fresh.filter((each) => left.includes(each.words));
	const places = without(
		unknown.map(({ finding }) => placeOf(finding)),
		edited,
	);
	return unknown.filter(({ finding }) => places.includes(placeOf(finding)));
}

function placeOf({ rule, path }: Finding): string {
	return `${rule} in ${path}`;
}

/** A finding as it is the same before and after a change elsewhere. */
function wordsOf(snapshot: Snapshot, finding: Finding): string {
	const { start, end } = finding.range;
	const text = snapshot.text(finding.path)?.slice(start, end) ?? "";
	return `${placeOf(finding)}: ${text.replace(/\s+/g, " ")}`;
}

function fileFaults(before: Snapshot, after: Snapshot, path: string): readonly Fault[] {
	const [old, fresh] = [before.file(path), after.file(path)];
	if (old === undefined || fresh === undefined) return [{ kind: "parse", what: `${path} is gone` }];
	const broken = fresh.tree.errors.length > old.tree.errors.length;
	const names = (file: typeof old) => unboundNames(file.tree.root).map(({ name }) => name ?? "");
	return [
		...(broken ? [{ kind: "parse", what: path } as const] : []),
		...without(names(fresh), names(old)).map((name): Fault => ({ kind: "unbound", what: `${name} in ${path}` })),
	];
}

/** What a list holds more often than another one. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
	const left = [...other];
	return list.filter((each) => {
		const at = left.indexOf(each);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

/** A file that a change has made something else of. */
export interface Edited {
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

/** The files that Nix itself could parse, and can't any more. None if Nix is not there to ask. */
export function unparsed(edited: readonly Edited[]): readonly Edited[] {
	// Most often all is well: then one process has said so.
	if (nixInstantiate === undefined || edited.length === 0 || parse(edited.map(({ after }) => after))) return [];
	return edited.filter(({ before, after }) => !parse([after]) && parse([before]));
}

function parse(texts: readonly string[]): boolean {
	const folder = mkdtempSync(join(tmpdir(), "flake-hoist-corpus-"));
	const files = [...new Set(texts)].map((text, index) => {
		const file = join(folder, `${index}.nix`);
		writeFileSync(file, text);
		return file;
	});
	const { status } = spawnSync(nixInstantiate ?? "", ["--parse", ...files], { stdio: "ignore" });
	rmSync(folder, { recursive: true });
	return status === 0;
}
