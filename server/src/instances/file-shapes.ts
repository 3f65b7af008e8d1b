import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import { lastName } from "./shapes.ts";

/** True for a file that gives a development shell. */
export function makesShell(root: Expression): boolean {
	const result = resultOf(root);
	return result.kind === "apply" && /^mkShell/.test(lastName(result.function) ?? "");
}

/** What a file gives in the end, past the functions and names around it. */
export function resultOf(root: Expression): Expression {
	let result = unparenthesized(root);
	while (result.kind === "lambda" || result.kind === "let" || result.kind === "with" || result.kind === "assert") {
		result = unparenthesized(result.body);
	}
	return result;
}

/** True if a file is a function of the flake's inputs, or of the flake. */
export function takesInputs(root: Expression): boolean {
	const opened = unparenthesized(root);
	if (opened.kind !== "lambda") return false;
	const names = [opened.universal?.name, ...(opened.formals?.formals.map(({ name }) => name) ?? [])];
	return names.includes("inputs") || names.includes("self");
}
