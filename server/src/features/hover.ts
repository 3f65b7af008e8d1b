import type { Inventory } from "../instances/inventory.ts";
import { nixpkgsArguments } from "../nixpkgs/arguments.ts";
import type { Apply, Attr, Attrset, Expression, Node } from "../syntax/nodes.ts";
import { nodeAt } from "../syntax/walk.ts";
import type { Range } from "../text/range.ts";
import { entryMarkdown } from "./entry-markdown.ts";

/** What is shown for a piece of text. */
export interface Hover {
	readonly range: Range;
	readonly markdown: string;
}

/** What `offset` of a file has to tell: on the name of an argument of a nixpkgs import, what that argument does. */
export function hover(inventory: Inventory, path: string, offset: number): Hover | undefined {
	const root = inventory.snapshot.file(path)?.tree.root;
	const attr = root && nodeAt(root, offset);
	if (attr?.kind !== "attr" || attr.name === undefined) return undefined;
	const entry = nixpkgsArguments.get(attr.name);
	const set = settingOf(attr);
	if (entry === undefined || set === undefined || !isNixpkgsArgument(set)) return undefined;
	return { range: { start: attr.start, end: attr.end }, markdown: entryMarkdown(entry) };
}

/** The set whose attribute `attr` names: the first step of a binding's path, or an inherited name. */
function settingOf(attr: Attr): Attrset | undefined {
	const { parent } = attr;
	const binding = parent?.kind === "attrpath" && parent.attrs[0] === attr ? parent.parent : parent;
	const set = binding?.kind === "binding" || binding?.kind === "inherit" ? binding.parent : undefined;
	return set?.kind === "attrset" ? set : undefined;
}

/** True if `set` is the argument of a nixpkgs import, or one side of `//` there. */
function isNixpkgsArgument(set: Attrset): boolean {
	let node: Node = set;
	while (node.parent?.kind === "parenthesized" || (node.parent?.kind === "binary" && node.parent.operator === "//")) {
		node = node.parent;
	}
	return node.parent?.kind === "apply" && node.parent.argument === node && isNixpkgsImport(node.parent);
}

/** True if `call` reads as `import nixpkgs …`, by the name of what is imported. */
function isNixpkgsImport(call: Apply): boolean {
	const function_ = unparenthesized(call.function);
	if (function_.kind !== "apply") return false;
	const importing = unparenthesized(function_.function);
	return importing.kind === "variable" && importing.name === "import" && isNixpkgs(unparenthesized(function_.argument));
}

function isNixpkgs(source: Expression): boolean {
	if (source.kind === "search-path") return source.path === "nixpkgs";
	if (source.kind === "variable") return source.name.includes("nixpkgs");
	return source.kind === "select" && source.path.attrs.at(-1)?.name?.includes("nixpkgs") === true;
}

function unparenthesized(expression: Expression): Expression {
	let inner = expression;
	while (inner.kind === "parenthesized") inner = inner.inner;
	return inner;
}
