import type { Expression } from "../../syntax/nodes.ts";

/** True if an expression can stand anywhere without parentheses. */
export function isAtomic({ kind }: Expression): boolean {
	return atoms.has(kind);
}

const atoms: ReadonlySet<Expression["kind"]> = new Set([
	"variable",
	"select",
	"string",
	"number",
	"path",
	"search-path",
	"attrset",
	"list",
	"parenthesized",
]);

/** A selection from what an expression is written as. After `a.b or c`, a further name would belong to `c`. */
export function selection(from: Expression, written: string, name: string): string {
	const needsParentheses = !isAtomic(from) || (from.kind === "select" && from.default !== undefined);
	return needsParentheses ? `(${written}).${name}` : `${written}.${name}`;
}
