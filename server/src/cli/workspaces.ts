import { IgnoreRules } from "../files/ignore-rules.ts";
import { readTree } from "../files/read-tree.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import { Workspace } from "../flake/workspace.ts";
import { createParser, type Parse } from "../syntax/parser.ts";
import { isBelow } from "../text/path.ts";
import type { Shell } from "./shell.ts";

/** A folder that the user asked for. */
export interface Target {
	/** Its absolute path. */
	readonly folder: string;
	/** As its user would write it; empty for the folder that the command was started in. */
	readonly label: string;
	/** The workspace paths of the files and folders that were asked for; undefined for all. */
	readonly only: ReadonlySet<string> | undefined;
}

/** The folders that the paths on the command line stand for, each once; without paths, where the command was started. */
export async function targetsOf(shell: Shell, paths: readonly string[]): Promise<readonly Target[]> {
	const targets = new Map<string, Target>();
	for (const path of paths.length === 0 ? ["."] : paths) {
		const { folder, label, part } = await shell.locate(path);
		const known = targets.get(folder);
		const isWhole = part === undefined || (known !== undefined && known.only === undefined);
		const only = isWhole ? undefined : new Set([...(known?.only ?? []), part]);
		targets.set(folder, { folder, label: known?.label ?? label, only });
	}
	return [...targets.values()];
}

/** The parser that all folders share. */
export async function loadParser(shell: Shell): Promise<Parse> {
	return createParser(await shell.loadWasm());
}

/** Reads the files of a target; says on standard error what a user should know about what was read. */
export async function open(shell: Shell, parse: Parse, target: Target): Promise<Snapshot> {
	const { folder, label } = target;
	const { texts, complete, unread } = await readTree(shell.files(folder), "/", new IgnoreRules());
	const name = label === "" ? "this folder" : label;
	if (!complete) shell.err(`flake-hoist: ${name} holds more files than are looked at; the deepest ones are left out`);
	for (const path of unread) {
		shell.err(
			`flake-hoist: ${shownPath(target, path)} can't be read, or is too long; nothing is said of what rests on it`,
		);
	}
	if (![...texts.keys()].some((path) => path.endsWith("/flake.nix"))) {
		shell.err(`flake-hoist: there is no flake.nix in ${name} or below`);
	}
	return new Workspace(parse, texts).snapshot();
}

/** True if a file is one of those that were asked for. */
export function isAskedFor({ only }: Target, path: string): boolean {
	return only === undefined || [...only].some((part) => isBelow(path, part));
}

/** How a file is named for people: as it can be opened from where the command was started. */
export function shownPath({ label }: Target, path: string): string {
	return label === "" ? path.slice(1) : `${label}${label === "/" ? path.slice(1) : path}`;
}

/** How a file is named for programs: relative to the folder, but for people if there are several folders. */
export function relativePath(target: Target, path: string, targets: readonly Target[]): string {
	return targets.length === 1 ? path.slice(1) : shownPath(target, path);
}
