import type { Expression, Node, SyntaxTree } from "./nodes.ts";

/**
 * Brings an old tree up to date with the fresh one of an edited text, so that what is known of its nodes stays known:
 * - if they differ in comments and white space only, `old` itself is given, with new positions;
 * - if they also differ in expressions that no evaluation has looked at, these take the places of the old ones, and a
 *   new tree is given with all other nodes of the old one;
 * - else undefined, and `old` is left as it is.
 */
export function rebase(old: SyntaxTree, fresh: SyntaxTree): SyntaxTree | undefined {
	const swaps: Swap[] = [];
	const same = compare(old.root, fresh.root, swaps);
	if (!same) return undefined;
	const swapped = new Set(swaps.map((swap) => swap.old));
	copyPositions(old.root, fresh.root, swapped);
	for (const swap of swaps) replace(swap);
	if (swaps.length > 0) {
		return { root: swapped.has(old.root) ? fresh.root : old.root, comments: fresh.comments, errors: fresh.errors };
	}
	old.comments = fresh.comments;
	old.errors = fresh.errors;
	return old;
}

/** The expression that now stands where `expression` stood when it was last looked at. */
export function latest(expression: Expression): Expression {
	return expression.place?.holds ?? expression;
}

/** An expression that an edit puts in the place of another one. */
interface Swap {
	readonly old: Expression;
	readonly fresh: Expression;
}

/** True if two trees are the same but for positions, once the swaps that it adds to `swaps` are made. */
function compare(old: unknown, fresh: unknown, swaps: Swap[]): boolean {
	if (!isRecord(old) || !isRecord(fresh)) return old === fresh || typeof old === "number";
	const before = swaps.length;
	if (Array.isArray(old) && old.length !== (fresh as unknown as readonly unknown[]).length) return false;
	if (Object.keys(fresh).every((key) => isOurs(key) || compare(old[key], fresh[key], swaps))) return true;
	if (!isExpression(old) || !isExpression(fresh) || old.evaluated === true) return false;
	swaps.splice(before, swaps.length, { old, fresh });
	return true;
}

function copyPositions(old: unknown, fresh: unknown, swapped: ReadonlySet<unknown>): void {
	if (!isRecord(old) || !isRecord(fresh) || swapped.has(old)) return;
	for (const [key, value] of Object.entries(fresh)) {
		if (typeof value === "number") old[key] = value;
		else if (!isOurs(key)) copyPositions(old[key], value, swapped);
	}
}

/** Puts an expression where the old one stands, and lets those find it who hold the old one. */
function replace({ old, fresh }: Swap): void {
	const place = old.place ?? { holds: old };
	old.place = place;
	fresh.place = place;
	place.holds = fresh;
	fresh.parent = old.parent;
	if (old.parent !== undefined) putInto(old.parent, old, fresh);
}

function putInto(parent: Node, old: Expression, fresh: Expression): void {
	const fields: Record<string, unknown> = { ...parent };
	for (const [key, value] of Object.entries(fields)) {
		if (value === old) Object.assign(parent, { [key]: fresh });
		else if (Array.isArray(value) && value.includes(old)) value[value.indexOf(old)] = fresh;
	}
}

const notExpressions: ReadonlySet<unknown> = new Set<Node["kind"]>([
	"binding",
	"inherit",
	"attrpath",
	"attr",
	"formals",
	"formal",
]);

function isExpression(value: object): value is Expression {
	return "kind" in value && !notExpressions.has(value.kind);
}

/** What a node has beside what was parsed. */
function isOurs(key: string): boolean {
	return key === "parent" || key === "evaluated" || key === "place";
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
