import { contextsOf } from "../../flake/contexts.ts";
import type { Environment } from "../../flake/environment.ts";
import type { FlakeInput } from "../../flake/inputs.ts";
import { lookUp } from "../../flake/names.ts";
import type { Value } from "../../flake/value.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { boundAttrs, unparenthesized } from "../../syntax/attrs.ts";
import type { Expression, Lambda, Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import { addBinding } from "../edit/bindings.ts";
import type { Changes } from "../edit/changes.ts";
import { addFormal } from "../edit/formals.ts";
import { indentation, indentUnit, isFirstOnLine, lineBreak } from "../edit/layout.ts";
import { refuse } from "../refusal.ts";

/** The body of the function that makes a flake's outputs, wherever it is written: where instances belong. */
export interface OutputsScope {
	readonly path: string;
	readonly text: string;
	readonly lambda: Lambda;
	/** The expression that new bindings go around, or the `let` that they go into. */
	readonly body: Expression;
	/** What names mean there. */
	readonly environment: Environment;
	/** True if its formals are the inputs themselves. */
	readonly takesInputs: boolean;
	/** How all inputs together are named, if they have a name. */
	readonly inputs: string | undefined;
}

/** The outputs scope of a flake; follows `outputs = inputs: import ./outputs inputs`. */
export function outputsScope({ evaluation, snapshot }: Inventory, { flake }: FlakeInventory): OutputsScope {
	let lambda = flake.outputsFunction;
	let path = flake.outputsFile;
	for (let hops = 0; hops < 4 && lambda !== undefined && path !== undefined; hops++) {
		const body = innermostBody(lambda.body);
		const { environments } = contextsOf(evaluation, path, body);
		const [outer] = environments;
		if (outer === undefined || environments.length > 1)
			return refuse("the flake's outputs function is called more than once");
		const next = body.kind === "apply" ? evaluation.evaluate(body.function, outer) : undefined;
		if (body.kind !== "apply" || next?.kind !== "closure" || !isInputs(evaluation.evaluate(body.argument, outer))) {
			const environment =
				body.kind === "let" ? (contextsOf(evaluation, path, body.body).environments[0] ?? outer) : outer;
			const inputs = lambda.universal?.name;
			return { path, text: snapshot.text(path) ?? "", lambda, body, environment, takesInputs: true, inputs };
		}
		lambda = next.lambda;
		path = next.environment.file;
	}
	return refuse(`the outputs of ${flake.path.slice(1)} are not written as a function that can be followed`);
}

/** What is inside of the `with` and `assert` around a function's body. */
export function innermostBody(body: Expression): Expression {
	const inner = unparenthesized(body);
	return inner.kind === "with" || inner.kind === "assert" ? innermostBody(inner.body) : inner;
}

function isInputs(value: Value): boolean {
	return value.kind === "attrs" && value.brand?.kind === "inputs";
}

/** True if names bound in the outputs scope can be used at a node of a file. */
export function sees(scope: OutputsScope, path: string, node: Node): boolean {
	if (path !== scope.path) return false;
	for (const outer of ancestors(node)) if (outer === scope.body || outer === scope.lambda) return true;
	return node === scope.body;
}

/** How the outputs scope names an input; `written` is how the user named it. Adds a formal where there is no name. */
export function inputReference(scope: OutputsScope, input: FlakeInput, written: string, changes: Changes): string {
	const { formals } = scope.lambda;
	const isFormal = scope.takesInputs && formals?.formals.some(({ name }) => name === input.name);
	const direct = isFormal ? input.name : undefined;
	const through = scope.inputs && `${scope.inputs}.${input.name}`;
	if (through !== undefined && (written === through || direct === undefined)) return through;
	if (direct !== undefined) return direct;
	if (!scope.takesInputs) return refuse(`there is no name for the input ‘${input.name}’ in ${scope.path.slice(1)}`);
	if (formals === undefined) return refuse("the outputs take their inputs in a way that can't be followed");
	changes.add(scope.path, addFormal(scope.text, formals, input.name));
	return input.name;
}

/** The value that a name has in the outputs scope, or undefined if it is free there. */
export function valueInScope(inventory: Inventory, scope: OutputsScope, name: string): Value | undefined {
	const slot = lookUp(inventory.evaluation, name, scope.environment);
	return typeof slot === "string" ? undefined : slot.thunk.force();
}

/** The names that the `let` of the outputs binds. */
export function boundNames({ body }: OutputsScope): readonly string[] {
	if (body.kind !== "let") return [];
	return body.bindings.flatMap(boundAttrs).flatMap(({ name }) => name ?? []);
}

/** Binds `name` in the outputs scope; `written` gives the binding's text, for the indentation that its line will have. */
export function bindInOutputs(scope: OutputsScope, written: (indent: string) => string, changes: Changes): void {
	const { text, body, path } = scope;
	const newline = lineBreak(text);
	if (body.kind === "let") {
		const first = body.bindings[0];
		const indent =
			first === undefined ? indentation(text, body.start) + indentUnit(text) : indentation(text, first.start);
		changes.add(path, addBinding(text, body, written(indent)));
		return;
	}
	const outer = indentation(text, body.start);
	const inner = outer + indentUnit(text);
	const after = isFirstOnLine(text, body.start) ? newline + outer : " ";
	const opened = `let${newline}${inner}${written(inner)}${newline}${outer}in${after}`;
	changes.add(path, { range: { start: body.start, end: body.start }, newText: opened });
}
