import { type Concrete, type Lowering, operands } from "./concrete.ts";
import type { Attr, AttrPath, Binding, Expression, Formal, Formals } from "./nodes.ts";
import { interpolated, stringParts } from "./strings.ts";

/** The bindings of a set or a `let`. What could not be parsed between them is left out. */
export function lowerBindings(node: Concrete, lowering: Lowering): readonly Binding[] {
	return node.children.flatMap((child) => lowerBinding(child, lowering));
}

/** The bindings that `node` is: one, those of a `binding_set`, or none. */
export function lowerBinding(node: Concrete, lowering: Lowering): readonly Binding[] {
	const place = { start: node.start, end: node.end, parent: undefined };
	const [first, second] = operands(node);
	switch (node.type) {
		case "binding_set":
			return lowerBindings(node, lowering);
		case "binding":
			if (first === undefined || second === undefined) return [];
			return [{ kind: "binding", ...place, path: lowerAttrPath(first, lowering), value: lowering.expression(second) }];
		case "inherit":
			return [{ kind: "inherit", ...place, from: undefined, attrs: lowerAttrs(first, lowering) }];
		case "inherit_from": {
			const from: Expression | undefined = first && lowering.expression(first);
			return [{ kind: "inherit", ...place, from, attrs: lowerAttrs(second, lowering) }];
		}
		default:
			return [];
	}
}

/** `a.b.${c}`. */
export function lowerAttrPath(node: Concrete, lowering: Lowering): AttrPath {
	return {
		kind: "attrpath",
		start: node.start,
		end: node.end,
		parent: undefined,
		attrs: lowerAttrs(node, lowering),
	};
}

function lowerAttrs(node: Concrete | undefined, lowering: Lowering): readonly Attr[] {
	return node === undefined ? [] : operands(node).map((child) => lowerAttr(child, lowering));
}

function lowerAttr(node: Concrete, lowering: Lowering): Attr {
	const place = { start: node.start, end: node.end, parent: undefined };
	if (node.type === "identifier" && node.start < node.end) {
		return { kind: "attr", ...place, name: lowering.text.slice(node.start, node.end), dynamic: undefined };
	}
	if (node.type === "string_expression") {
		const parts = stringParts(node, lowering);
		const dynamic: Expression = { kind: "string", ...place, indented: false, parts };
		return { kind: "attr", ...place, ...nameOf(dynamic) };
	}
	return { kind: "attr", ...place, ...nameOf(interpolated(node, lowering)) };
}

/** `"a"` and `${"a"}` are as static as `a`. */
function nameOf(expression: Expression): Pick<Attr, "name" | "dynamic"> {
	if (expression.kind === "string" && expression.parts.every((part) => typeof part === "string")) {
		return { name: expression.parts.join(""), dynamic: undefined };
	}
	return { name: undefined, dynamic: expression };
}

/** `{ a, b ? 1, ... }`. */
export function lowerFormals(node: Concrete, lowering: Lowering): Formals {
	const formals: Formal[] = [];
	const commas: number[] = [];
	let ellipsis: Formals["ellipsis"];
	for (const child of node.children) {
		if (child.type === "formal") formals.push(...lowerFormal(child, lowering));
		else if (child.type === ",") commas.push(child.start);
		else if (child.type === "ellipses") ellipsis = { start: child.start, end: child.end };
	}
	return { kind: "formals", start: node.start, end: node.end, parent: undefined, formals, ellipsis, commas };
}

/** A formal whose name is missing is none. */
function lowerFormal(node: Concrete, lowering: Lowering): readonly Formal[] {
	const [name, value] = operands(node);
	if (name === undefined || name.start === name.end) return [];
	return [
		{
			kind: "formal",
			start: node.start,
			end: node.end,
			parent: undefined,
			name: lowering.text.slice(name.start, name.end),
			nameEnd: name.end,
			default: value && lowering.expression(value),
		},
	];
}
