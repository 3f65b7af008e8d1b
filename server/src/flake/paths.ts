import type { PathExpression, StringPart } from "../syntax/nodes.ts";
import { folderOf, resolvePath } from "../text/path.ts";
import { computerTree, workspaceTree } from "./brand.ts";
import { each } from "./choices.ts";
import type { Environment } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attribute } from "./select.ts";
import type { PathValue, Value } from "./value.ts";
import { because, string, unknown } from "./value.ts";

/** The value of a path as written, relative to its file. */
export function pathLiteral(evaluation: Evaluation, { parts }: PathExpression, environment: Environment): Value {
	const [first, ...rest] = parts;
	if (typeof first !== "string" || first.startsWith("~")) return unknown("the path leads out of the workspace");
	const isAbsolute = first.startsWith("/");
	const path = resolvePath(isAbsolute ? "/" : folderOf(environment.file), first);
	if (path === undefined) return unknown("the path leads out of the workspace");
	const start: PathValue = { kind: "path", tree: isAbsolute ? computerTree : workspaceTree, path, string: false };
	if (rest.length === 0) return start;
	const text = interpolate(evaluation, [first.endsWith("/") ? "/" : "", ...rest], environment, false);
	return each(text, (text) => append(start, text));
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

/** An `outPath` within an `outPath` and so on may be the set itself. */
const maxSets = 40;

/** A value in a place that takes text: sets give their `outPath`, numbers are not taken. */
export function toText(value: Value, copied: boolean, depth = 0): Value {
	return each(value, (value) => {
		switch (value.kind) {
			case "string":
			case "unknown":
				return value;
			case "path":
				return copied && !value.string ? { ...value, string: true, copied: value.path } : value;
			case "attrs": {
				const path = attribute(value, "outPath");
				if (path === undefined || value.entries.has("__toString")) return unknown("a set stands where text is needed");
				return depth > maxSets ? unknown("nested too deeply to follow") : toText(path, copied, depth + 1);
			}
			default:
				return unknown("a value stands in a text that is none");
		}
	});
}

/** Longer texts than this are not followed: one that doubles a few dozen times would fill the memory. */
const maxText = 1_000_000;

/** A string, unless it is too long. */
export function boundedString(text: string): Value {
	return text.length > maxText ? unknown("the text is too long to follow") : string(text);
}

/** `left + right` on texts and paths. */
export function append(left: Value, right: Value): Value {
	if (left.kind === "unknown") return because(left);
	if (right.kind === "unknown") return because(right);
	if (left.kind === "string" && right.kind === "string") return boundedString(left.value + right.value);
	if (left.kind === "path" && right.kind === "string") return appendToPath(left, right.value);
	if (left.kind === "string" && left.value === "" && right.kind === "path") return right;
	// `self + /modules`: an absolute path adds what is written.
	const isAbsolute = right.kind === "path" && right.tree.kind === "computer" && !right.string;
	if (left.kind === "path" && isAbsolute) return appendToPath(left, right.path);
	return unknown("a path stands in the middle of a text");
}

function appendToPath(left: PathValue, text: string): Value {
	const edge = plainly(left.copied ?? "/");
	const written = spelling(left) + text;
	const beyond = written.slice(edge.length);
	const inside = /^(\/|$)/.test(beyond) ? resolvePath("/", beyond) : undefined;
	if (inside === undefined) return unknown("the path leads out of its tree");
	const path = edge + plainly(inside) || "/";
	return { ...left, path, spelled: left.string && written !== plainly(path) ? written : undefined };
}

/** What stands after the folder of its tree in a path, or in a string that names it: nothing for the tree itself. */
export function spelling({ path, spelled }: PathValue): string {
	return spelled ?? plainly(path);
}

function plainly(path: string): string {
	return path === "/" ? "" : path;
}
