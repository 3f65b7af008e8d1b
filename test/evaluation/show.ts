import { spelling } from "../../server/src/flake/paths.ts";
import type { Attrs, List, PathValue, Value } from "../../server/src/flake/value.ts";

/**
 * A value in full as Nix writes it, its attributes in order. What is not known is `?`, of a choice `(1 | 2)`;
 * `...` says that there may be more, `a?` that the attribute may be missing.
 */
export function show(value: Value, depth = 0): string {
	if (depth > 20) return "<deep>";
	switch (value.kind) {
		case "unknown":
			return "?";
		case "choice":
			return `(${value.alternatives.map((each) => show(each, depth + 1)).join(" | ")})`;
		case "scalar":
			return typeof value.value === "number" ? value.value.toFixed(3) : String(value.value);
		case "string":
			return JSON.stringify(value.value);
		case "path":
			return showPath(value);
		case "list":
			return showList(value, depth);
		case "attrs":
			return showAttrs(value, depth);
		case "closure":
		case "primitive":
			return "<function>";
	}
}

function showPath(path: PathValue): string {
	const root = path.tree.kind === "workspace" ? "." : `<${path.tree.kind}>`;
	const text = root + spelling(path);
	if (!path.string) return text;
	return path.copied === undefined ? `"${text}"` : `"${text} of a copy"`;
}

function showList({ items, open, certain }: List, depth: number): string {
	const shown = items.map((item) => show(item.force(), depth + 1) + (certain ? "" : "?"));
	return ["[", ...shown, ...(open === undefined ? [] : ["..."]), "]"].join(" ");
}

function showAttrs({ entries, open }: Attrs, depth: number): string {
	const shown = [...entries]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, { thunk, doubt }]) => {
			return `${name}${doubt === undefined ? "" : "?"} = ${show(thunk.force(), depth + 1)};`;
		});
	return ["{", ...shown, ...(open === undefined ? [] : ["..."]), "}"].join(" ");
}
