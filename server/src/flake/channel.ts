import type { LockedSource } from "./lock.ts";

/**
 * Which of nixpkgs' channels a reference asks for: a release such as `25.11`, or `rolling` for the branches without one.
 * Undefined for a fork, for a reference to one commit, and where it can't be told.
 */
export function channelOf(source: LockedSource | undefined): string | undefined {
	if (source === undefined || source.rev !== undefined || isFork(source)) return undefined;
	const { type, ref, url, id, repo } = source;
	if (ref !== undefined) return releaseIn(ref) ?? (isRolling(ref) ? "rolling" : undefined);
	if (url === undefined || type === "git") return id === undefined && repo === undefined ? undefined : "rolling";
	const [, version] = /flakehub\.com\/f\/[^/]+\/[^/]+\/([^/]+?)(\.tar\.gz)?$/.exec(url) ?? [];
	if (version === undefined) return releaseIn(url) ?? (/unstable/.test(url) ? "rolling" : undefined);
	// FlakeHub counts nixpkgs' releases as 0.2511, and the unstable branch as 0.1.
	const [, year, month] = /^0\.(\d\d)(\d\d)/.exec(version) ?? [];
	if (year !== undefined) return `${year}.${month}`;
	return /^0(\.1(\D|$)|$)/.test(version) ? "rolling" : undefined;
}

/** True for a reference to a repository other than nixpkgs' own. */
export function isFork({ owner, repo }: LockedSource): boolean {
	return repo !== undefined && `${owner}/${repo}`.toLowerCase() !== "nixos/nixpkgs";
}

function releaseIn(text: string): string | undefined {
	return /\b(\d\d\.(05|09|11|03))\b/.exec(text)?.[1];
}

function isRolling(ref: string): boolean {
	return /^(nixos-unstable(-small)?|nixpkgs(-\w+)?-unstable|HEAD)$/.test(ref);
}
