import { builtOn } from "../../instances/built-for.ts";
import type { Site } from "../../instances/site.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { Binding, Expression } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";
import { selection } from "./atoms.ts";

/**
 * The step of an attribute path that selects the system which a site gives nixpkgs: `x86_64-linux`, `${system}`.
 * Undefined if it is not written in the call, and not the same in all evaluations. What the step's names mean outside
 * of the call is for the caller to judge.
 */
export function systemStep({ argument, uses }: Site, text: string): string | undefined {
	const written = argument && writtenStep(argument, text);
	if (written !== undefined) return written;
	const systems = uses.map(({ instance }) => instance && builtOn(instance));
	const [first] = systems;
	return systems.every((system) => system === first) ? first : undefined;
}

function writtenStep(given: Expression, text: string): string | undefined {
	const argument = unparenthesized(given);
	switch (argument.kind) {
		case "attrset":
			return argument.bindings.map((binding) => stepOf(binding, text)).find((step) => step !== undefined);
		case "binary":
			if (argument.operator !== "//") return undefined;
			return writtenStep(argument.right, text) ?? writtenStep(argument.left, text);
		case "let":
			return writtenStep(argument.body, text);
		default:
			return undefined;
	}
}

/** The step for what one binding gives, if that is the system. */
export function stepOf(binding: Binding, text: string): string | undefined {
	if (binding.kind === "inherit") {
		const attr = binding.attrs.find(({ name }) => name === "system" || name === "localSystem");
		return attr?.name && inheritedStep(attr.name, binding.from && unparenthesized(binding.from), text);
	}
	if (!systemPaths.has(staticPath(binding.path)?.join(".") ?? "")) return undefined;
	const value = unparenthesized(binding.value);
	if (value.kind === "attrset")
		return value.bindings.map((each) => stepOf(each, text)).find((step) => step !== undefined);
	if (value.kind !== "string") return `\${${slice(text, value)}}`;
	const [literal] = value.parts;
	if (value.parts.length === 1 && typeof literal === "string" && /^[a-z_][\w-]*$/i.test(literal)) return literal;
	return `\${${slice(text, value)}}`;
}

const systemPaths = new Set(["system", "localSystem", "localSystem.system"]);

function inheritedStep(name: string, from: Expression | undefined, text: string): string | undefined {
	if (from === undefined) return `\${${name}}`;
	const isShort = from.kind === "variable" || from.kind === "select";
	return isShort ? `\${${selection(from, slice(text, from), name)}}` : undefined;
}

function slice(text: string, { start, end }: Range): string {
	return text.slice(start, end);
}
