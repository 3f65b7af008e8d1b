import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Expression, Lambda } from "../../syntax/nodes.ts";
import { innermostBody, type OutputsScope, outputsScope, valueInScope } from "./outputs-scope.ts";
import { namesIn } from "./system-at.ts";

/**
 * The body of the function that is a file's value, if that is a module of flake-parts: the flake evaluates it once, and
 * an instance that is bound there, too. Functions that the outputs call themselves may be called again tomorrow.
 */
export function fileScope(inventory: Inventory, path: string): OutputsScope | undefined {
	const { evaluation, snapshot } = inventory;
	const { text, tree } = snapshot.file(path) ?? {};
	for (let node: Expression | undefined = tree && unparenthesized(tree.root); node?.kind === "lambda"; ) {
		const body = innermostBody(node.body);
		const { environments } = contextsOf(evaluation, path, body.kind === "let" ? body.body : body);
		const [environment, another] = environments;
		const { cause } = environment?.frame ?? {};
		const isModule = cause?.kind === "module" && cause.host.kind === "flake-parts";
		if (isModule && environment !== undefined && another === undefined) {
			return scopeAt(inventory, path, text ?? "", node, body, environment);
		}
		node = body;
	}
	return undefined;
}

function scopeAt(
	inventory: Inventory,
	path: string,
	text: string,
	lambda: Lambda,
	body: Expression,
	environment: Environment,
): OutputsScope {
	const scope: OutputsScope = { path, text, lambda, body, environment, takesInputs: false, inputs: undefined };
	const branded = (kind: "inputs" | "self") =>
		[...namesIn(environment)].find((name) => {
			const value = valueInScope(inventory, scope, name);
			return value?.kind === "attrs" && value.brand?.kind === kind;
		});
	const self = branded("self");
	return { ...scope, inputs: branded("inputs") ?? (self && `${self}.inputs`) };
}

/** The same scope in the flake as it is after a change. */
export function sameScope(after: Inventory, flake: FlakeInventory, scope: OutputsScope): OutputsScope | undefined {
	return scope.takesInputs ? outputsScope(after, flake) : fileScope(after, scope.path);
}
