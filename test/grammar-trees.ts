import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";

await Parser.init();
const wasm = await readFile(new URL("../server/grammar/tree-sitter-nix.wasm", import.meta.url));

/** The Nix grammar as it is shipped. */
export const language = await Language.load(wasm);

/** A parser of Nix, for what the functions below do not do. */
export const parser = new Parser().setLanguage(language);

/** The root of the grammar's own tree. */
export function parse(source: string): Node {
	const tree = parser.parse(source);
	if (tree === null) throw new Error("parsing was given up");
	return tree.rootNode;
}

/** The tree as an s-expression of its named nodes, without the names of fields and the endings that say nothing. */
export function tree(source: string): string {
	return parse(source)
		.toString()
		.replaceAll(/\w+: /g, "")
		.replaceAll("_expression", "")
		.replaceAll("(variable (identifier))", "(variable)");
}

/** The expression with parentheses around every operation, call and selection. */
export function grouped(source: string): string {
	const group = (node: Node): string => {
		if (node.childCount === 0) return node.text;
		const inner = node.children.map(group).join(" ");
		return /^(binary|unary|apply|select|has_attr)_expression$/.test(node.type) ? `(${inner})` : inner;
	};
	const root = parse(source);
	expect(root.hasError).toBe(false);
	return group(root);
}
