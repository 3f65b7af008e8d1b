import type { Expression, Formals, Node, SyntaxTree } from "./nodes.ts";
import { replace } from "./place.ts";
import { type Exchange, exchangeBindings, exchangeFormals, type WithBindings } from "./rebind.ts";

/**
 * Brings an old tree up to date with the fresh one of an edited text, so that what is known of its nodes stays known:
 * - if they differ in comments and white space only, `old` itself is given, with new positions;
 * - if they also differ in what no evaluation has looked at, expressions, bindings or formals, these take the
 *   places of the old ones, and a new tree is given with all other nodes of the old one;
 * - else undefined, and `old` is left as it is.
 */
export function rebase(old: SyntaxTree, fresh: SyntaxTree): SyntaxTree | undefined {
	const changes: Change[] = [];
	if (!compare(old.root, fresh.root, changes)) return undefined;
	const swapped = new Set<unknown>();
	for (const change of changes) {
		if (typeof change === "function") change();
		else swapped.add(change.old);
	}
	copyPositions(old.root, fresh.root, swapped);
	for (const change of changes) if (typeof change === "object") replace(change.old, change.fresh);
	if (changes.length > 0) {
		return { root: swapped.has(old.root) ? fresh.root : old.root, comments: fresh.comments, errors: fresh.errors };
	}
	old.comments = fresh.comments;
	old.errors = fresh.errors;
	return old;
}

type Change = Swap | Exchange;

/** An expression that an edit puts in the place of another one. */
interface Swap {
	readonly old: Expression;
	readonly fresh: Expression;
}

/** True if two trees are the same but for positions, once the changes that it adds to `changes` are made. */
function compare(old: unknown, fresh: unknown, changes: Change[]): boolean {
	if (!isRecord(old) || !isRecord(fresh)) return old === fresh || typeof old === "number";
	const before = changes.length;
	if (isSameInside(old, fresh, changes)) return true;
	changes.splice(before);
	if (!isExpression(old) || !isExpression(fresh) || old.evaluated === true) return false;
	changes.push({ old, fresh });
	return true;
}

function isSameInside(old: Record<string, unknown>, fresh: Record<string, unknown>, changes: Change[]): boolean {
	if (Array.isArray(old) && old.length !== (fresh as unknown as readonly unknown[]).length) return false;
	const isSame = (a: unknown, b: unknown) => compare(a, b, changes);
	return Object.keys(fresh).every((key) => {
		if (isOurs(key)) return true;
		if (key === "bindings" && hasBindings(old) && hasBindings(fresh)) {
			return add(changes, exchangeBindings(old, fresh, isSame));
		}
		if (key === "formals" && isFormals(old[key]) && isFormals(fresh[key])) {
			return add(changes, exchangeFormals(old[key], fresh[key], isSame));
		}
		return isSame(old[key], fresh[key]);
	});
}

function add(changes: Change[], change: Exchange | "same" | undefined): boolean {
	if (typeof change === "function") changes.push(change);
	return change !== undefined;
}

/** Every position is taken over, but for those of nodes that an edit replaces. */
function copyPositions(old: unknown, fresh: unknown, swapped: ReadonlySet<unknown>): void {
	if (!isRecord(old) || !isRecord(fresh) || old === fresh || swapped.has(old)) return;
	for (const [key, value] of Object.entries(fresh)) {
		if (typeof value === "number") old[key] = value;
		else if (!isOurs(key)) copyPositions(old[key], value, swapped);
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

function hasBindings(value: object): value is WithBindings {
	return "bindings" in value;
}

function isFormals(value: unknown): value is Formals {
	return isRecord(value) && value["kind"] === "formals";
}

/** What a node has beside what was parsed. */
function isOurs(key: string): boolean {
	return key === "parent" || key === "evaluated" || key === "place";
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
