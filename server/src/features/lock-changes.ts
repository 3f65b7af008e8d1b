import type { Lock, LockedSource } from "../flake/lock.ts";
import { graphOf, type InputPath } from "../flake/lock-graph.ts";
import { lockedText } from "./locked-text.ts";

/** An input, at any depth, of which two locks say different things. */
export interface LockChange {
	readonly path: InputPath;
	/** Undefined if only the new lock has it. */
	readonly before: LockedState | undefined;
	/** Undefined if only the old lock has it. */
	readonly after: LockedState | undefined;
}

/** What a lock says of an input: what it follows, or what it is locked at. */
type LockedState = { readonly follows: InputPath } | { readonly locked: LockedSource };

/** What is different in a lock, by input, the flake's own ones first. */
export function lockChanges(before: Lock, after: Lock): readonly LockChange[] {
	const [old, now] = [statesOf(before), statesOf(after)];
	return [...new Map([...now, ...old])].flatMap(([name, { path }]) => {
		const change = { path, before: old.get(name)?.state, after: now.get(name)?.state };
		return keyOf(change.before) === keyOf(change.after) ? [] : [change];
	});
}

/** A change in words: `nixpkgs: b51242d of 2026-05-31 → d407951 of 2026-07-05`. */
export function changeText({ path, before, after }: LockChange): string {
	return `${path.join("/")}: ${stateText(before)} → ${stateText(after)}`;
}

/** A state in words. */
export function stateText(state: LockedState | undefined): string {
	if (state === undefined) return "none";
	return "follows" in state ? `follows ${state.follows.join("/")}` : lockedText(state.locked);
}

function statesOf(lock: Lock): ReadonlyMap<string, { readonly path: InputPath; readonly state: LockedState }> {
	return new Map(
		graphOf(lock).inputs.map(({ path, follows, node }) => {
			const locked = lock.nodes.get(node ?? "")?.locked;
			const state = follows === undefined && locked !== undefined ? { locked } : { follows: follows ?? [] };
			return [path.join("/"), { path, state }];
		}),
	);
}

/** Equal for states that are the same: of a locked source the files and the commit count, and not how it is written. */
function keyOf(state: LockedState | undefined): string {
	if (state === undefined || "follows" in state) return JSON.stringify(state?.follows ?? null);
	const { rev, narHash, lastModified } = state.locked;
	return JSON.stringify({ rev, narHash, lastModified });
}
