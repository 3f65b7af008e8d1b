/**
 * What is written of a binding, or of something else between brackets, up to a place in it. Nested brackets and strings
 * count as empty, so that words and signs are those of the statement itself.
 */
export type Statement = string;

const word = (words: string): string => `(?<![\\w'.-])(?:${words})(?![\\w'-])`;
const closedLet = new RegExp(`${word("let")}(?:(?!${word("let|in")})[\\s\\S])*${word("in")}`);
const lastLet = new RegExp(`^[\\s\\S]*${word("let")}`);
const lastWith = new RegExp(`${word("with|assert")}(?![\\s\\S]*${word("with|assert")})[\\s\\S]*$`);

const name = `(?:[A-Za-z_][\\w'-]*|"[^"]*")`;
/** The steps of an attribute path that are written before its last, each with its dot. */
const steps = new RegExp(`^\\s*(?:(?:${name}|\\$\\{[^}]*\\})\\s*\\.\\s*)*$`);
const inherits = /^\s*inherit(?![\w'-])/;
/** How a text goes on that is no part of the binding before it. */
const next = new RegExp(`^(?:$|[})\\]]|(?:in|inherit)(?![\\w'-])|${name}(?:\\s*\\.\\s*${name})*\\s*=(?!=))`);

/** A statement without each `let … in` that is whole. */
function withoutLets(statement: Statement): Statement {
	const shorter = statement.replace(closedLet, " ");
	return shorter === statement ? statement : withoutLets(shorter);
}

/** What is left of a statement after a semicolon: one that belongs to a `with`, or to a binding of a `let`, ends only that. */
export function afterSemicolon(statement: Statement): Statement {
	if (!/let|with|assert/.test(statement)) return "";
	const rest = withoutLets(statement);
	return lastWith.test(rest) ? rest.replace(lastWith, "") : (lastLet.exec(rest)?.[0].concat(" ") ?? "");
}

/** True if a `let` has no `in` yet. */
export function hasOpenLet(statement: Statement): boolean {
	return lastLet.test(withoutLets(statement));
}

/** What may come next: a step of a binding's name, a name to inherit, or a value. */
export function expected(statement: Statement, inSet: boolean): "name" | "inherited" | "value" {
	const rest = withoutLets(statement);
	if (!inSet && !lastLet.test(rest)) return "value";
	const begun = rest.replace(lastLet, "");
	if (inherits.test(begun)) return "inherited";
	return steps.test(begun) ? "name" : "value";
}

/** True for what stands between the braces of a function's argument. */
export function readsAsFormals(statement: Statement): boolean {
	return /^[^=;]*(,|\?|\.\.\.)/.test(statement);
}

/** True if a value is needed, as after a function's argument. */
export function lacksBody(statement: Statement): boolean {
	return /(^|:)\s*$/.test(withoutLets(statement));
}

/** True if a binding is begun, and what follows is no part of it: its semicolon is missing. */
export function lacksSemicolon(statement: Statement, inSet: boolean, following: string): boolean {
	return expected(statement, inSet) === "value" && (inSet || hasOpenLet(statement)) && next.test(following);
}
