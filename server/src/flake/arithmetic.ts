import { compareText } from "../text/order.ts";
import { pairwise } from "./choices.ts";
import type { Value } from "./value.ts";
import { because, scalar, unknown } from "./value.ts";

/** `left operator right` on numbers; the comparisons take strings too. */
export function calculate(operator: string, left: Value, right: Value): Value {
	return pairwise(left, right, (a, b) => arithmetic(operator, a, b));
}

/** `left < right`. */
export function less(left: Value, right: Value): Value {
	return calculate("<", left, right);
}

function arithmetic(operator: string, a: Value, b: Value): Value {
	if (a.kind === "unknown") return because(a);
	if (b.kind === "unknown") return because(b);
	if (a.kind === "string" && b.kind === "string") return compare(operator, compareText(a.value, b.value), 0);
	if (a.kind !== "scalar" || b.kind !== "scalar") return unknown(`the operator ‘${operator}’ on such values`);
	if (typeof a.value === "bigint" && typeof b.value === "bigint") return integers(operator, a.value, b.value);
	const [x, y] = [Number(a.value), Number(b.value)];
	const numeric = [a.value, b.value].every((value) => typeof value === "number" || typeof value === "bigint");
	if (!numeric) return unknown(`the operator ‘${operator}’ on such values`);
	switch (operator) {
		case "+":
			return scalar(x + y);
		case "-":
			return scalar(x - y);
		case "*":
			return scalar(x * y);
		case "/":
			return y === 0 ? unknown("a division by zero") : scalar(x / y);
		default:
			return compare(operator, x, y);
	}
}

function integers(operator: string, a: bigint, b: bigint): Value {
	switch (operator) {
		case "+":
			return inRange(a + b);
		case "-":
			return inRange(a - b);
		case "*":
			return inRange(a * b);
		case "/":
			return b === 0n ? unknown("a division by zero") : inRange(a / b);
		default:
			return compare(operator, a, b);
	}
}

function inRange(value: bigint): Value {
	return value >= -(2n ** 63n) && value < 2n ** 63n ? scalar(value) : unknown("the number is too large");
}

function compare<T extends number | bigint>(operator: string, a: T, b: T): Value {
	switch (operator) {
		case "<":
			return scalar(a < b);
		case "<=":
			return scalar(a <= b);
		case ">":
			return scalar(a > b);
		case ">=":
			return scalar(a >= b);
		default:
			return unknown(`the operator ‘${operator}’ on such values`);
	}
}
