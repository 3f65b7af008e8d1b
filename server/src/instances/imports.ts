import { resolve } from "../semantics/scopes.ts";
import { inParentheses, staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Expression, Node, Variable } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";

/** `import source argument` as it is written; without an argument where the result of `import` is not called there. */
export interface ImportCall {
	readonly node: Apply;
	readonly source: Expression;
	readonly argument: Expression | undefined;
}

/** Every call of `import` below `root`, in the order of the text. */
export function* importCalls(root: Node): Generator<ImportCall, void, undefined> {
	for (const node of descendants(root)) {
		if (node.kind !== "apply") continue;
		const inner = unparenthesized(node.function);
		if (inner.kind === "apply" && isImport(inner.function)) {
			yield { node, source: inner.argument, argument: node.argument };
		} else if (isImport(node.function) && !isCalled(node)) {
			yield { node, source: node.argument, argument: undefined };
		}
	}
}

/** True for `import` and `builtins.import`, and for a name that is bound to one of them. */
function isImport(expression: Expression): boolean {
	const name = unparenthesized(expression);
	if (name.kind !== "variable") return isImportItself(name);
	return isImportItself(name) || isImportItself(unparenthesized(boundValue(name) ?? name));
}

/** The expression that a name is bound to as a whole, by a `let` or a recursive set of its file. */
export function boundValue(name: Variable): Expression | undefined {
	const definition = resolve(name);
	const binding = definition.kind === "bound" ? definition.attrs[0]?.parent?.parent : undefined;
	return binding?.kind === "binding" && binding.path.attrs.length === 1 ? binding.value : undefined;
}

function isImportItself(expression: Expression): boolean {
	if (expression.kind === "variable") return expression.name === "import" && resolve(expression).kind === "global";
	if (expression.kind !== "select" || expression.target.kind !== "variable") return false;
	return expression.target.name === "builtins" && staticPath(expression.path)?.join(".") === "import";
}

/** True if the result of a call is called in its turn. */
function isCalled(node: Apply): boolean {
	const outer = inParentheses(node);
	return outer.parent?.kind === "apply" && outer.parent.function === outer;
}
