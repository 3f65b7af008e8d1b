import type { Environment } from "../../flake/environment.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import type { Use } from "../../instances/site.ts";
import { references, resolve, type Use as UseOfName } from "../../semantics/scopes.ts";
import type { Expression, Let, Node, With } from "../../syntax/nodes.ts";
import { contains } from "../../text/range.ts";
import { bindingBlock } from "../edit/bindings.ts";
import { commentsIn } from "../edit/comments.ts";
import { lineOf, refuse } from "../refusal.ts";

/** What a `let` binds a name to, or the set that a `with` takes it from. */
export interface Sibling {
	readonly expression: Expression;
	/** Set for `inherit (expression) name;` and `with expression;`. */
	readonly name: string | undefined;
	readonly scope: Let | With;
}

/** What gives a name its value in a `let` or `with`; undefined for a name that is bound otherwise, or at several places. */
export function siblingOf(use: UseOfName): Sibling | undefined {
	const definition = resolve(use);
	if (definition.kind === "with") {
		const [scope, another] = definition.candidates;
		const { name } = use;
		return scope && another === undefined ? { expression: scope.environment, name, scope } : undefined;
	}
	if (definition.kind !== "bound" || definition.scope.kind !== "let") return undefined;
	const { scope, attrs, name } = definition;
	const [attr, another] = attrs;
	const binding = attr?.parent?.kind === "attrpath" ? attr.parent.parent : attr?.parent;
	if (another !== undefined || binding === undefined) return undefined;
	if (binding.kind === "inherit") return binding.from && { expression: binding.from, name, scope };
	const isWhole = binding.kind === "binding" && binding.path.attrs.length === 1;
	return isWhole ? { expression: binding.value, name: undefined, scope } : undefined;
}

/** The same evaluations of a site, as the bindings of a `let`, or the set of a `with` around it see them. */
export function usesIn(uses: readonly Use[], scope: Let | With): readonly Use[] | undefined {
	const found = uses.map((use) => ({ use, environment: environmentOf(use.environment, scope) }));
	return found.every(({ environment }) => environment !== undefined)
		? found.map(({ use, environment = use.environment }) => ({ ...use, environment }))
		: undefined;
}

function environmentOf(inside: Environment, scope: Let | With): Environment | undefined {
	for (let at: Environment | undefined = inside; at !== undefined; at = at.parent) {
		if (at.parent?.opened(scope) === at) return scope.kind === "let" ? at : at.parent;
	}
	return undefined;
}

/** A longer text is not worth having twice. */
const maxCopied = 60;

/** @throws Refusal if what a name stands for is long, or has comments, and would have to stay where it is, too. */
export function checkCopy({ text, tree }: SourceFile, use: UseOfName, { expression }: Sibling): void {
	const definition = resolve(use);
	const isLong = expression.end - expression.start > maxCopied;
	const hasComments = commentsIn(tree.comments, expression).length > 0;
	if (!("scope" in definition) || (!isLong && !hasComments)) return;
	const where = `it uses ‘${use.name}’ (${lineOf(text, expression)})`;
	if (references(definition).length > 1) {
		refuse(`${where}, which is needed elsewhere, too: bind that in the outputs by hand first`);
	}
	const { parent } = expression;
	const block = parent?.kind === "binding" ? bindingBlock(text, parent, tree.comments) : expression;
	const stays = commentsIn(tree.comments, block).some((comment) => !contains(expression, comment));
	if (hasComments && stays) refuse(`${where}, which has comments: bind that in the outputs by hand first`);
}

/** True for a name, or a selection from one. */
export function isPath(expression: Expression): boolean {
	if (expression.kind === "select") return expression.default === undefined && expression.target.kind === "variable";
	return expression.kind === "variable";
}

/** True if whatever takes the place of a node needs parentheses there, unless it is atomic. */
export function needsParentheses({ parent }: Node): boolean {
	return parent?.kind !== "binding" && parent?.kind !== "parenthesized";
}
