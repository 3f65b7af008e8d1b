import type {
	Apply,
	Attr,
	AttrPath,
	Expression,
	HasAttr,
	Select,
	StringExpression,
	Variable,
} from "../syntax/nodes.ts";
import { calculate } from "./arithmetic.ts";
import { attrsetValue, letScope } from "./bindings.ts";
import { branch } from "./choices.ts";
import type { Environment } from "./environment.ts";
import { withScope } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { attrName, lookUp } from "./names.ts";
import { binary, not } from "./operators.ts";
import { interpolate, pathLiteral } from "./paths.ts";
import { attribute, attributeNamed, attributeOr, hasAttribute } from "./select.ts";
import type { Value } from "./value.ts";
import { booleanOf, cycle, list, scalar, string, unknown } from "./value.ts";

/** The value of an expression in an environment: Nix's own rules, on abstract values. */
export function evaluate(evaluation: Evaluation, expression: Expression, environment: Environment): Value {
	switch (expression.kind) {
		case "variable":
			return variable(evaluation, expression, environment);
		case "number":
			return expression.float ? scalar(Number(expression.text)) : integer(expression.text);
		case "string":
			return stringLiteral(evaluation, expression, environment);
		case "path":
			return pathLiteral(evaluation, expression, environment);
		case "search-path":
			return lookupPath(expression.path);
		case "uri":
			return string(expression.text);
		case "attrset":
			return attrsetValue(evaluation, expression, environment);
		case "list":
			return list(expression.elements.map((element) => evaluation.delay(element, environment)));
		case "let":
			return evaluation.evaluate(expression.body, letScope(evaluation, expression, environment));
		case "with":
			return evaluation.evaluate(expression.body, withEnvironment(evaluation, expression, environment));
		case "assert":
			return assertion(evaluation, expression.condition, expression.body, environment);
		case "if": {
			const condition = evaluation.evaluate(expression.condition, environment);
			return branch(
				condition,
				() => evaluation.evaluate(expression.consequence, environment),
				() => evaluation.evaluate(expression.alternative, environment),
			);
		}
		case "lambda":
			return { kind: "closure", lambda: expression, environment };
		case "apply":
			return call(evaluation, expression, environment);
		case "select":
			return selection(evaluation, expression, environment);
		case "has-attr":
			return hasAttr(evaluation, expression, environment);
		case "unary":
			return unary(expression.operator, evaluation.evaluate(expression.operand, environment));
		case "binary":
			return binary(evaluation, expression, environment);
		case "parenthesized":
			return evaluation.evaluate(expression.inner, environment);
		case "error":
			return unknown("the text has a syntax error");
	}
}

/** The scope that a `with` opens; made once. */
export function withEnvironment(
	evaluation: Evaluation,
	expression: Extract<Expression, { kind: "with" }>,
	environment: Environment,
): Environment {
	const known = environment.opened(expression);
	if (known !== undefined) return known;
	const opened = withScope(environment, evaluation.delay(expression.environment, environment));
	environment.keepOpened(expression, opened);
	return opened;
}

function variable(evaluation: Evaluation, { name }: Variable, environment: Environment): Value {
	const slot = lookUp(evaluation, name, environment);
	return typeof slot === "string" ? unknown(slot) : slot.thunk.force();
}

function integer(text: string): Value {
	const value = BigInt(text);
	return value < 2n ** 63n ? scalar(value) : unknown("the number is too large");
}

function stringLiteral(evaluation: Evaluation, { parts }: StringExpression, environment: Environment): Value {
	const [only] = parts;
	if (parts.length === 0) return string("");
	if (parts.length === 1 && typeof only === "string") return string(only);
	return interpolate(evaluation, parts, environment, true);
}

function lookupPath(path: string): Value {
	const slash = path.indexOf("/");
	const name = slash < 0 ? path : path.slice(0, slash);
	const rest = slash < 0 ? "/" : path.slice(slash);
	return { kind: "path", tree: { kind: "lookup-path", name }, path: rest, string: false };
}

function assertion(evaluation: Evaluation, condition: Expression, body: Expression, environment: Environment): Value {
	const known = booleanOf(evaluation.evaluate(condition, environment));
	return known === false ? unknown("an assertion fails") : evaluation.evaluate(body, environment);
}

/** A call is evaluated once an environment, however often it is looked at: each evaluation counts as an instance. */
function call(evaluation: Evaluation, node: Apply, environment: Environment): Value {
	const known = environment.result(node);
	if (known !== undefined) return known;
	environment.keepResult(node, cycle);
	const f = evaluation.evaluate(node.function, environment);
	const value = evaluation.apply(f, evaluation.delay(node.argument, environment), { node, environment });
	environment.keepResult(node, value);
	return value;
}

function selection(evaluation: Evaluation, node: Select, environment: Environment): Value {
	const { target, path, default: fallback } = node;
	const value = evaluation.evaluate(target, environment);
	if (fallback !== undefined) {
		const names = attrNames(evaluation, path, environment);
		if (names === undefined) return unknown("the attribute's name is computed");
		const otherwise = evaluation.delay(fallback, environment);
		return attributeOr(value, names, () => otherwise.force());
	}
	return attributeAt(evaluation, value, path.attrs, environment);
}

/** The attribute at the steps of a path, of which some may be computed. */
export function attributeAt(
	evaluation: Evaluation,
	value: Value,
	steps: readonly Attr[],
	environment: Environment,
): Value {
	return steps.reduce((value, { name, dynamic }) => {
		if (name !== undefined) return attribute(value, name) ?? unknown(`there is no attribute ‘${name}’`);
		return dynamic === undefined ? nameComputed : attributeNamed(value, evaluation.evaluate(dynamic, environment));
	}, value);
}

const nameComputed = unknown("the attribute's name is computed");

/** The names of an attribute path, if all are known. */
function attrNames(evaluation: Evaluation, path: AttrPath, environment: Environment): readonly string[] | undefined {
	const names = path.attrs.map((attr) => attrName(evaluation, attr, environment));
	return names.every((name) => typeof name === "string") ? names : undefined;
}

function hasAttr(evaluation: Evaluation, { target, path }: HasAttr, environment: Environment): Value {
	const value = evaluation.evaluate(target, environment);
	const names = attrNames(evaluation, path, environment);
	return names === undefined ? unknown("the attribute's name is computed") : hasAttribute(value, names);
}

function unary(operator: "!" | "-", operand: Value): Value {
	if (operator === "-") return calculate("-", scalar(0n), operand);
	return not(operand);
}
