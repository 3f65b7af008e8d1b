import { spawnSync } from "node:child_process";
import { findingsOf } from "../../server/src/features/diagnostics.ts";
import type { Snapshot } from "../../server/src/flake/workspace.ts";
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
	const known = findingsOf(before).map((finding) => wordsOf(before, finding));
	const fresh = without(
		findingsOf(after)
			.filter(({ rule }) => rule !== toldBefore)
			.map((finding) => wordsOf(after, finding)),
		known,
	);
	return [...files, ...fresh.map((what): Fault => ({ kind: "new finding", what }))];
}

/** A finding as it is the same before and after a change elsewhere. */
function wordsOf(snapshot: Snapshot, { rule, path, range }: Finding): string {
	const text = snapshot.text(path)?.slice(range.start, range.end) ?? "";
	return `${rule} in ${path}: ${text.replace(/\s+/g, " ")}`;
}

function fileFaults(before: Snapshot, after: Snapshot, path: string): readonly Fault[] {
	const [old, fresh] = [before.file(path), after.file(path)];
	if (old === undefined || fresh === undefined) return [{ kind: "parse", what: `${path} is gone` }];
	const broken = fresh.tree.errors.length > old.tree.errors.length || (parses(old.text) && !parses(fresh.text));
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

/** True if Nix itself can parse a text, or is not there to ask. */
function parses(text: string): boolean {
	return nixInstantiate === undefined || spawnSync(nixInstantiate, ["--parse", "-"], { input: text }).status === 0;
}
