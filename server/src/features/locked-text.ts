import type { LockedSource } from "../flake/lock.ts";
import { dayOf } from "../instances/source.ts";
import { ageOf } from "./age.ts";

/** What a source is locked at: `b51242d of 2026-05-31`. */
export function lockedText({ rev, lastModified }: Pick<LockedSource, "rev" | "lastModified">): string {
	const known = [rev?.slice(0, 7), dayOf(lastModified)].filter((part) => part !== undefined);
	return known.length === 0 ? "no known revision" : known.join(" of ");
}

/** The same with its age: `b51242d of 2026-05-31, 5 months ago`. */
export function lockedWithAge(locked: Pick<LockedSource, "rev" | "lastModified">, now: number): string {
	const { lastModified } = locked;
	if (lastModified === undefined || dayOf(lastModified) === undefined) return lockedText(locked);
	const age = ageOf(lastModified, now);
	return `${lockedText(locked)}, ${age}${age === "today" ? "" : " ago"}`;
}
