import { lowerAttrPath, lowerBindings, lowerFormals } from "./bindings.ts";
import { type Concrete, type Lowering, operands } from "./concrete.ts";
import { type Attrset, type BinaryOperator, type ErrorNode, type Expression, errorNode, type Lambda } from "./nodes.ts";
import { indentedStringParts, pathParts, stringParts } from "./strings.ts";

/** Makes our own node from an expression of the grammar; what it does not know becomes an error node. */
export function lowerExpression(node: Concrete, lowering: Lowering): Expression {
	const { text } = lowering;
	const place = { start: node.start, end: node.end, parent: undefined };
	switch (node.type) {
		case "identifier":
		case "variable_expression":
			if (node.start === node.end) return errorNode("missing", node);
			return { kind: "variable", ...place, name: text.slice(node.start, node.end) };
		case "integer_expression":
		case "float_expression": {
			const float = node.type === "float_expression";
			return { kind: "number", ...place, text: text.slice(node.start, node.end), float };
		}
		case "string_expression":
			return { kind: "string", ...place, indented: false, parts: stringParts(node, lowering) };
		case "indented_string_expression":
			return { kind: "string", ...place, indented: true, parts: indentedStringParts(node, lowering) };
		case "path_expression":
		case "hpath_expression":
			return { kind: "path", ...place, parts: pathParts(node, lowering) };
		case "spath_expression":
			return { kind: "search-path", ...place, path: text.slice(node.start + 1, node.end - 1) };
		case "uri_expression":
			return { kind: "uri", ...place, text: text.slice(node.start, node.end) };
		case "attrset_expression":
		case "rec_attrset_expression":
		case "let_attrset_expression":
			return lowerAttrset(node, lowering);
		case "function_expression":
			return lowerLambda(node, lowering);
		case "DEPTH":
			return errorNode("depth", node);
		default:
			return lowerCompound(node, lowering);
	}
}

function lowerAttrset(node: Concrete, lowering: Lowering): Attrset {
	return {
		kind: "attrset",
		start: node.start,
		end: node.end,
		parent: undefined,
		recursive: node.type === "rec_attrset_expression",
		letBody: node.type === "let_attrset_expression",
		bindings: lowerBindings(node, lowering),
		openBrace: node.children.find((child) => child.type === "{")?.start ?? node.start,
	};
}

function lowerLambda(node: Concrete, lowering: Lowering): Lambda | ErrorNode {
	const parts = operands(node);
	const head = parts.slice(0, -1);
	const body = parts.at(-1);
	const name = head.find((part) => part.type === "identifier");
	const formals = head.find((part) => part.type === "formals");
	if (body === undefined || (name === undefined && formals === undefined)) return errorNode("syntax", node);
	return {
		kind: "lambda",
		start: node.start,
		end: node.end,
		parent: undefined,
		universal: name && { name: lowering.text.slice(name.start, name.end), start: name.start, end: name.end },
		formals: formals && lowerFormals(formals, lowering),
		body: lowering.expression(body),
	};
}

const BINARY_OPERATORS: readonly BinaryOperator[] = [
	"+",
	"-",
	"*",
	"/",
	"++",
	"//",
	"==",
	"!=",
	"<",
	"<=",
	">",
	">=",
	"&&",
	"||",
	"->",
	"|>",
	"<|",
];

/** What is built of expressions. The grammar gives their order; a node whose parts are missing is an error. */
function lowerCompound(node: Concrete, lowering: Lowering): Expression {
	const place = { start: node.start, end: node.end, parent: undefined };
	const parts = operands(node);
	const [first, second, third] = parts;
	const lowered = (part: Concrete | undefined): Expression =>
		part === undefined ? errorNode("missing", { start: node.end, end: node.end }) : lowering.expression(part);
	switch (node.type) {
		case "list_expression":
			return { kind: "list", ...place, elements: parts.map(lowered) };
		case "let_expression": {
			const inKeyword = node.children.find((child) => child.type === "in")?.start ?? node.end;
			const body = parts.find((part) => part.type !== "binding_set");
			return { kind: "let", ...place, bindings: lowerBindings(node, lowering), body: lowered(body), inKeyword };
		}
		case "parenthesized_expression":
			return { kind: "parenthesized", ...place, inner: lowered(first) };
		case "with_expression":
			return { kind: "with", ...place, environment: lowered(first), body: lowered(second) };
		case "assert_expression":
			return { kind: "assert", ...place, condition: lowered(first), body: lowered(second) };
		case "if_expression": {
			const branches = { consequence: lowered(second), alternative: lowered(third) };
			return { kind: "if", ...place, condition: lowered(first), ...branches };
		}
		case "apply_expression":
			return { kind: "apply", ...place, function: lowered(first), argument: lowered(second) };
		case "unary_expression": {
			const operator = node.children.some((child) => child.type === "!") ? "!" : "-";
			return { kind: "unary", ...place, operator, operand: lowered(first) };
		}
		case "binary_expression": {
			const operator = BINARY_OPERATORS.find((known) => node.children.some((child) => child.type === known));
			if (operator === undefined) return errorNode("syntax", node);
			return { kind: "binary", ...place, operator, left: lowered(first), right: lowered(second) };
		}
		case "select_expression":
		case "has_attr_expression": {
			if (second?.type !== "attrpath") return errorNode("syntax", node);
			const target = lowered(first);
			const path = lowerAttrPath(second, lowering);
			if (node.type === "has_attr_expression") return { kind: "has-attr", ...place, target, path };
			return { kind: "select", ...place, target, path, default: third && lowered(third) };
		}
		default:
			return errorNode("syntax", node);
	}
}
