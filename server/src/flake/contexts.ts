import type { Lambda, Node } from "../syntax/nodes.ts";
import { enter } from "./apply.ts";
import { letScope, recursiveEnvironment } from "./bindings.ts";
import type { Environment } from "./environment.ts";
import { withEnvironment } from "./evaluate.ts";
import type { Evaluation } from "./evaluation.ts";
import { ready, unknown } from "./value.ts";

/** The environments that a place in the text is evaluated in. */
export interface Contexts {
	readonly environments: readonly Environment[];
	/** True if no call of a function around the place is known, so that its arguments are unknown. */
	readonly assumed: boolean;
}

/** In which environments the evaluation so far would evaluate `node`, a node of the workspace file `path`. */
export function contextsOf(evaluation: Evaluation, path: string, node: Node): Contexts {
	const lambda = enclosingFunction(node);
	const outer = lambda === undefined ? fileContexts(evaluation, path) : callsOf(evaluation, path, lambda);
	const environments = outer.environments.map((environment) =>
		environmentWithin(evaluation, environment, lambda, node),
	);
	return { environments, assumed: outer.assumed };
}

/** The innermost function whose call `node` is evaluated in. */
export function enclosingFunction(node: Node): Lambda | undefined {
	for (let at = node; at.parent !== undefined; at = at.parent) {
		if (at.parent.kind === "lambda") return at.parent;
	}
	return undefined;
}

function fileContexts(evaluation: Evaluation, path: string): Contexts {
	const environment = evaluation.fileEnvironment(path);
	return { environments: environment === undefined ? [] : [environment], assumed: false };
}

/** The scopes of a function's calls; if none is known, that of a call with an unknown argument. */
function callsOf(evaluation: Evaluation, path: string, lambda: Lambda): Contexts {
	const calls = evaluation.calls.of(lambda);
	if (calls !== undefined) return { environments: calls, assumed: false };
	const argument = ready(unknown("no call of the function is known"));
	const around = contextsOf(evaluation, path, lambda);
	const environments = around.environments.map((environment) => {
		const known = environment.opened(lambda);
		if (known !== undefined) return known;
		const entered = enter(evaluation, { kind: "closure", lambda, environment }, argument, undefined, undefined, false);
		environment.keepOpened(lambda, entered);
		return entered;
	});
	return { environments, assumed: true };
}

/** The environment of a node: `from`, that of a function's body or of the file, with the scopes in between opened. */
export function environmentWithin(
	evaluation: Evaluation,
	from: Environment,
	lambda: Lambda | undefined,
	node: Node,
): Environment {
	const path: Node[] = [];
	for (let at: Node | undefined = node; at !== undefined && at !== lambda; at = at.parent) path.push(at);
	let environment = from;
	for (let index = path.length - 1; index > 0; index--) {
		const outer = path[index];
		const inner = path[index - 1];
		if (outer === undefined || inner === undefined) continue;
		if (outer.kind === "let" && !isPlainInherit(inner)) environment = letScope(evaluation, outer, environment);
		else if (outer.kind === "attrset" && (outer.recursive || outer.letBody) && !isPlainInherit(inner)) {
			environment = recursiveEnvironment(evaluation, outer, environment);
		} else if (outer.kind === "with" && inner === outer.body) {
			environment = withEnvironment(evaluation, outer, environment);
		}
	}
	return environment;
}

function isPlainInherit(node: Node): boolean {
	return node.kind === "inherit" && node.from === undefined;
}
