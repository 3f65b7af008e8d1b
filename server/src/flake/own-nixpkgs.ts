import type { Range } from "../text/range.ts";
import { contains } from "../text/range.ts";
import type { DeclaredInput } from "./declared-inputs.ts";
import { type KnownOwner, knownOwners } from "./known-owners.ts";
import { type Lock, type LockedSource, ownNode } from "./lock.ts";
import type { InputPath } from "./lock-graph.ts";
import type { SourceFile } from "./snapshot.ts";

/** True if a comment at an input says that it is meant to have a nixpkgs of its own, or has its `follows` in it. */
export function isMarkedOwn({ text, tree }: SourceFile, { name, bindings }: DeclaredInput): boolean {
	const written = name.name ?? "";
	return tree.comments.some((comment) => {
		const words = text.slice(comment.start, comment.end);
		if (words.includes(`${written}.inputs.nixpkgs.follows`)) return true;
		if (!saysOwn(words) && !/^#\s*(inputs\.)?nixpkgs\.follows\s*=/.test(words)) return false;
		const isInside = bindings.some((binding) => contains(binding, comment) || isBehind(text, binding, comment));
		return isInside || (saysOwn(words) && bindings.some((binding) => isAbove(text, tree.comments, comment, binding)));
	});
}

const byRepository = new Map(knownOwners.map((owner) => [owner.repository.toLowerCase(), owner]));

/** What is known of the input at a path, if its owner would have it keep its own nixpkgs. */
export function knownOwner(lock: Lock, path: InputPath): KnownOwner | undefined {
	const node = ownNode(lock, path);
	if (node === undefined) return undefined;
	return byRepository.get(repositoryOf(node.locked)) ?? byRepository.get(repositoryOf(node.original));
}

/** `own nixpkgs`, `do not follow nixpkgs`, `No follows here: …`. */
function saysOwn(comment: string): boolean {
	return /\bown nixpkgs\b|(\b(not|no|never|without)\b|n['’]t\b)[^.;=]{0,30}\bfollows?\b/i.test(comment);
}

function isBehind(text: string, { end }: Range, comment: Range): boolean {
	return comment.start >= end && /^[ \t]*$/.test(text.slice(end, comment.start));
}

/** True for a comment in the lines right above a binding. */
function isAbove(text: string, comments: readonly Range[], comment: Range, binding: Range): boolean {
	if (comment.end > binding.start) return false;
	const between = comments.filter(({ start, end }) => start >= comment.end && end <= binding.start);
	let at = comment.end;
	for (const { start, end } of [...between, { start: binding.start, end: binding.start }]) {
		if (!/^[ \t]*\r?\n[ \t]*$/.test(text.slice(at, start))) return false;
		at = end;
	}
	return /(^|\n)[ \t]*$/.test(text.slice(0, comment.start));
}

/** `owner/repo` in lower case. */
function repositoryOf({ owner, repo, url }: LockedSource): string {
	if (owner !== undefined && repo !== undefined) return `${owner}/${repo}`.toLowerCase();
	const [, path] = /^(?:\w+\+)?\w+:\/\/[^/]+\/(?:f\/(?:pinned\/)?)?([^/]+\/[^/?#]+)/.exec(url ?? "") ?? [];
	return (path ?? "").replace(/\.git$/, "").toLowerCase();
}
