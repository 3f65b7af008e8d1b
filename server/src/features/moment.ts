import type { Lock } from "../flake/lock.ts";

/** What only the shell knows: when something is asked, and what came before. */
export interface Moment {
	/** Seconds since 1970. */
	readonly now: number;
	/** The lock of the flake at a path as it was before it last changed; undefined if it is as it was when first read. */
	lockBefore(flake: string): Lock | undefined;
}
