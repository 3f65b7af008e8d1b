import type { PathExpression, StringPart } from "../syntax/nodes.ts";
import { workspaceTree } from "./brand.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attribute } from "./select.ts";
import type { PathValue, Value } from "./value.ts";
import { each, string, unknown } from "./value.ts";

/** The path that `relative` leads to from a folder, or undefined if it leaves the tree. */
export function resolvePath(folder: string, relative: string): string | undefined {
	const steps: string[] = [];
	for (const step of `${folder}/${relative}`.split("/")) {
		if (step === "..") {
			if (steps.pop() === undefined) return undefined;
		} else if (step !== "" && step !== ".") steps.push(step);
	}
	return `/${steps.join("/")}`;
}

/** The folder of a path. */
export function folderOf(path: string): string {
	return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/";
}

/** The value of a path as written, relative to its file. */
export function pathLiteral(evaluation: Evaluation, { parts }: PathExpression, environment: Environment): Value {
	const text = interpolate(evaluation, parts, environment, false);
	return each(text, (value) => {
		if (value.kind !== "string") return value.kind === "unknown" ? value : unknown("the path is computed");
		if (!value.value.startsWith(".")) return unknown("the path leads out of the workspace");
		const path = resolvePath(folderOf(environment.file), value.value);
		if (path === undefined) return unknown("the path leads out of the workspace");
		return { kind: "path", tree: workspaceTree, path, string: false };
	});
}

/** The text that parts give together. A source tree at the beginning makes it a path into that tree. */
export function interpolate(
	evaluation: Evaluation,
	parts: readonly StringPart[],
	environment: Environment,
	interpolated: boolean,
): Value {
	let result: Value = string("");
	for (const part of parts) {
		const value =
			typeof part === "string" ? string(part) : toText(evaluation.evaluate(part, environment), interpolated);
		result = each(result, (left) => each(value, (right) => append(left, right)));
	}
	return result;
}

/** A value in a place that takes text: sets give their `outPath`, numbers are not taken. */
export function toText(value: Value, copied: boolean): Value {
	return each(value, (value) => {
		switch (value.kind) {
			case "string":
			case "unknown":
				return value;
			case "path":
				return copied ? { ...value, string: true } : value;
			case "attrs": {
				const path = attribute(value, "outPath");
				if (path === undefined || value.entries.has("__toString")) return unknown("a set stands where text is needed");
				return toText(path, copied);
			}
			default:
				return unknown("a value stands in a text that is none");
		}
	});
}

/** `left + right` on texts and paths. */
export function append(left: Value, right: Value): Value {
	if (left.kind === "unknown") return left;
	if (right.kind === "unknown") return right;
	if (left.kind === "string" && right.kind === "string") return string(left.value + right.value);
	if (left.kind === "path" && right.kind === "string") return appendToPath(left, right.value);
	if (left.kind === "string" && left.value === "" && right.kind === "path") return right;
	return unknown("a path stands in the middle of a text");
}

function appendToPath(left: PathValue, text: string): Value {
	const path = left.path === "/" ? resolvePath("/", text) : resolvePath("/", left.path + text);
	if (path === undefined) return unknown("the path leads out of its tree");
	if (left.path === "/" && text !== "" && !text.startsWith("/")) return unknown("the path leads out of its tree");
	return { ...left, path };
}
