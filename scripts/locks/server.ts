import { readLock } from "../../server/src/flake/lock.ts";
import { lockGraph } from "../../server/src/flake/lock-graph.ts";
import type { Counts } from "./reader.ts";

/** What the server counts in the text of a lock; undefined if it can't read it. */
export function countGraph(text: string): Counts | undefined {
	const file = readLock(text);
	if (file.kind !== "read") return undefined;
	const { nixpkgs, inputs } = lockGraph(file.lock);
	const own = inputs.filter(({ follows }) => follows === undefined).length;
	return { nixpkgs: nixpkgs.length, own, followed: inputs.length - own };
}
