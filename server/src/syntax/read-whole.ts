import { formalsOf } from "./formals.ts";
import type { Expression } from "./nodes.ts";
import { descendants } from "./walk.ts";
import { writtenIn } from "./written.ts";

/** Notes that something rests on all that is written in an expression: no edit of it leaves the evaluation as it is. */
export function readWhole(expression: Expression): void {
	for (const node of [expression, ...descendants(expression)]) {
		node.evaluated = true;
		if (node.kind === "attrset" || node.kind === "let") writtenIn(node).all();
		if (node.kind === "lambda") formalsOf(node);
	}
}
