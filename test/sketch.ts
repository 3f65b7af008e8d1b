import type { Attr, Binding, Node, StringPart } from "../server/src/syntax/nodes.ts";

/** A node as text in which every construct shows its kind and its parts, for comparing trees at a glance. */
export function sketch(node: Node): string {
	const inner = (parts: readonly Node[]): string => parts.map(sketch).join(" ");
	switch (node.kind) {
		case "variable":
			return node.name;
		case "number":
			return node.float ? `float(${node.text})` : node.text;
		case "string":
			return `string(${sketchParts(node.parts)})`;
		case "path":
			return `path(${sketchParts(node.parts)})`;
		case "search-path":
			return `<${node.path}>`;
		case "uri":
			return `uri(${node.text})`;
		case "attrset":
			return `${node.recursive ? "rec" : ""}${node.letBody ? "let" : ""}{${node.bindings.map(sketchBinding).join(" ")}}`;
		case "list":
			return `[${inner(node.elements)}]`;
		case "let":
			return `let(${node.bindings.map(sketchBinding).join(" ")} in ${sketch(node.body)})`;
		case "with":
			return `with(${inner([node.environment, node.body])})`;
		case "assert":
			return `assert(${inner([node.condition, node.body])})`;
		case "if":
			return `if(${inner([node.condition, node.consequence, node.alternative])})`;
		case "lambda": {
			const universal = node.universal === undefined ? "" : `@${node.universal.name}`;
			return `fn(${node.formals === undefined ? "" : sketch(node.formals)}${universal} ${sketch(node.body)})`;
		}
		case "formals":
			return `{${[...node.formals.map(sketch), ...(node.ellipsis ? ["..."] : [])].join(" ")}}`;
		case "formal":
			return node.default === undefined ? node.name : `${node.name}?${sketch(node.default)}`;
		case "apply":
			return `(${inner([node.function, node.argument])})`;
		case "select":
			return `(${sketch(node.target)}.${sketch(node.path)}${node.default ? ` or ${sketch(node.default)}` : ""})`;
		case "has-attr":
			return `(${sketch(node.target)} ? ${sketch(node.path)})`;
		case "unary":
			return `(${node.operator}${sketch(node.operand)})`;
		case "binary":
			return `(${sketch(node.left)} ${node.operator} ${sketch(node.right)})`;
		case "parenthesized":
			return `paren(${sketch(node.inner)})`;
		case "binding":
		case "inherit":
			return sketchBinding(node);
		case "attrpath":
			return node.attrs.map(sketchAttr).join(".");
		case "attr":
			return sketchAttr(node);
		case "error":
			return `error(${node.reason})`;
	}
}

function sketchParts(parts: readonly StringPart[]): string {
	return parts.map((part) => (typeof part === "string" ? JSON.stringify(part) : sketch(part))).join(" ");
}

function sketchBinding(binding: Binding): string {
	if (binding.kind === "binding") return `${sketch(binding.path)}=${sketch(binding.value)};`;
	const from = binding.from === undefined ? "" : `(${sketch(binding.from)})`;
	return `inherit${from}${binding.attrs.map((attr) => ` ${sketchAttr(attr)}`).join("")};`;
}

function sketchAttr(attr: Attr): string {
	return attr.dynamic === undefined ? (attr.name ?? "?") : `$${sketch(attr.dynamic)}`;
}
