import type { SyntaxTree } from "./nodes.ts";

/**
 * If `fresh` has the same structure as `old` (they differ in comments and white space only), brings the positions
 * of `old` up to date with those of `fresh` and gives true; else leaves `old` as it is and gives false.
 * A tree with errors is never the same as another: what was left out of it can't be compared.
 */
export function rebase(old: SyntaxTree, fresh: SyntaxTree): boolean {
	if (old.errors.length > 0 || fresh.errors.length > 0 || !same(old.root, fresh.root)) return false;
	copyPositions(old.root, fresh.root);
	old.comments = fresh.comments;
	return true;
}

/** Compares everything but parents and numbers: every number in a node is a position. */
function same(old: unknown, fresh: unknown): boolean {
	if (!isRecord(old) || !isRecord(fresh)) return old === fresh || typeof old === "number";
	const keys = Object.keys(old);
	return (
		keys.length === Object.keys(fresh).length && keys.every((key) => key === "parent" || same(old[key], fresh[key]))
	);
}

function copyPositions(old: unknown, fresh: unknown): void {
	if (!isRecord(old) || !isRecord(fresh)) return;
	for (const [key, value] of Object.entries(fresh)) {
		if (typeof value === "number") old[key] = value;
		else if (key !== "parent") copyPositions(old[key], value);
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
